'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'

import type { FoundPatient, FoundPatients } from './find-patients.ts'
import { MIN_SEARCH_CHARACTERS } from './search-limits.ts'

const TYPING_PAUSE_MS = 250
const NOBODY: FoundPatients = { patients: [], more: false }

/** Finds one of a hundred thousand while somebody types; choosing leads to the form for them. Without scripts a list does it. */
export function PatientPicker() {
  const t = useTranslations('appointments.form')
  const router = useRouter()
  const [found, setFound] = useState(NOBODY)
  const [typed, setTyped] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef('')

  const search = (text: string) => {
    setTyped(text)
    asked.current = text
    clearTimeout(timer.current)
    if (text.trim().length < MIN_SEARCH_CHARACTERS) return setFound(NOBODY)
    timer.current = setTimeout(async () => {
      const answer = await fetch(`/appointments/new/patients?q=${encodeURIComponent(text)}`)
      if (answer.ok && asked.current === text) setFound(await answer.json())
    }, TYPING_PAUSE_MS)
  }

  return (
    <ComboBox
      className="needs-script grid gap-[5px]"
      items={found.patients}
      inputValue={typed}
      onInputChange={search}
      onChange={(key) => key && router.push(`/appointments/new?patient=${key}`)}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label className="type-label">{t('patient')}</Label>
      <Input className="control" autoComplete="off" />
      <Text slot="description" className="type-small text-ink-3">
        {t('patientHint')}
      </Text>
      <Popover
        offset={4}
        className="max-h-80! w-(--trigger-width) overflow-auto rounded-l border border-line-strong bg-raised p-1 shadow-float"
      >
        <ListBox<FoundPatient>
          renderEmptyState={() =>
            typed.trim().length >= MIN_SEARCH_CHARACTERS && <p className="p-2 type-small text-ink-3">{t('nobody')}</p>
          }
        >
          {(patient) => <Option patient={patient} />}
        </ListBox>
        {found.more && <p className="px-2 py-1.5 type-small text-ink-3">{t('more')}</p>}
      </Popover>
    </ComboBox>
  )
}

function Option({ patient }: { patient: FoundPatient }) {
  return (
    <ListBoxItem
      id={patient.id}
      textValue={patient.name}
      className="flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 rounded-[7px] px-2 py-1.5 outline-none data-[focused]:bg-blue-soft data-[focused]:text-blue-ink"
    >
      <span className="flex-1 type-strong">{patient.name}</span>
      <span className="type-small text-ink-3">{detailsOf(patient)}</span>
    </ListBoxItem>
  )
}

/** What tells two people of one name apart. */
export function detailsOf({ code, born, phoneEnd }: FoundPatient): string {
  const birthday = born?.split('-').toReversed().join('.')
  return [birthday, phoneEnd && `•••• ${phoneEnd}`, code].filter(Boolean).join(' · ')
}
