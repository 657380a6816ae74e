'use client'

import { ChevronDown, Hospital } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'

import { CurrentPathField } from '#app/_locale/current-path.tsx'
import { Button } from '#components/ui/button.tsx'
import { chooseClinicAction } from './actions.ts'

/** Which clinic lists show at first. With one clinic there is nothing to choose, so its name stands there. */
export function ClinicScope({
  clinics,
  chosenClinicId,
}: {
  clinics: readonly { id: string; name: string }[]
  chosenClinicId: string | null
}) {
  const t = useTranslations('shell')
  const form = useRef<HTMLFormElement>(null)
  if (clinics.length === 0) return null
  if (clinics.length === 1) {
    return (
      <span className="flex items-center gap-2 type-strong">
        <Hospital className="size-[18px] text-ink-3" strokeWidth={1.5} aria-hidden="true" />
        {clinics[0]?.name}
      </span>
    )
  }
  return (
    <form ref={form} action={chooseClinicAction} className="flex items-center gap-1">
      <CurrentPathField />
      <label className="relative flex h-9 items-center rounded-m hover:bg-hover md:-ms-2.5 pointer-coarse:h-11">
        <span className="sr-only">{t('clinicScope')}</span>
        <Hospital
          className="pointer-events-none absolute start-2.5 size-[18px] text-ink-3"
          strokeWidth={1.5}
          aria-hidden="true"
        />
        <select
          name="clinic"
          defaultValue={chosenClinicId ?? ''}
          onChange={() => form.current?.requestSubmit()}
          className="h-full max-w-[220px] cursor-pointer appearance-none rounded-m bg-transparent ps-[38px] pe-8 type-strong text-ellipsis max-md:w-[62px] max-md:text-transparent"
        >
          <option value="" className="bg-raised text-ink">
            {t('allClinics', { count: clinics.length })}
          </option>
          {clinics.map((clinic) => (
            <option key={clinic.id} value={clinic.id} className="bg-raised text-ink">
              {clinic.name}
            </option>
          ))}
        </select>
        <ChevronDown
          className="pointer-events-none absolute end-2.5 size-4 text-ink-3"
          strokeWidth={1.75}
          aria-hidden="true"
        />
      </label>
      <Button type="submit" size="s" className="without-script">
        {t('choose')}
      </Button>
    </form>
  )
}
