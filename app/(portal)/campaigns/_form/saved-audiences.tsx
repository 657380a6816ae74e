'use client'

import { BookmarkPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'

import { Button } from '#components/ui/button.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { saveAudienceAction } from '../actions.ts'
import type { ComposeData } from './compose-data.ts'
import type { ComposeValues } from './compose-values.ts'
import { audienceValues, toAudienceInput } from './compose-values.ts'

/** Audiences under a name: taken into the form, or kept from it. */
export function SavedAudiences({ data }: { data: ComposeData }) {
  const t = useTranslations('campaigns.audience')
  const form = useFormContext<ComposeValues>()
  const use = (id: string) => {
    const found = data.audiences.find((audience) => audience.id === id)
    if (found) form.setValue('audience', audienceValues(found.audience), { shouldDirty: true, shouldValidate: true })
  }
  return (
    <div className="needs-script grid gap-2">
      {data.audiences.length > 0 && (
        <SelectField
          label={t('saved')}
          name="saved-audience"
          placeholder={t('pickSaved')}
          options={data.audiences.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => use(event.target.value)}
        />
      )}
      <KeepAudience />
    </div>
  )
}

function KeepAudience() {
  const t = useTranslations('campaigns.audience')
  const tCommon = useTranslations('common')
  const form = useFormContext<ComposeValues>()
  const toast = useToast()
  const refusal = useRefusalText()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [mistake, setMistake] = useState<string>()
  const [pending, setPending] = useState(false)

  const keep = async () => {
    setPending(true)
    const result = await saveAudienceAction({ name, audience: toAudienceInput(form.getValues('audience')) })
    setPending(false)
    if (!result.ok) return setMistake(refusal(result))
    toast({ title: t('savedDone'), detail: name })
    setMistake(undefined)
    setName('')
    setOpen(false)
  }

  if (!open) {
    return (
      <Button
        variant="quiet"
        size="s"
        className="-ms-2.5 justify-self-start"
        icon={<BookmarkPlus aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('saveAs')}
      </Button>
    )
  }
  return (
    <div className="grid gap-2 rounded-m border border-line p-2.5">
      <TextField
        label={t('saveName')}
        name="audience-name"
        value={name}
        error={mistake}
        autoFocus
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          // Enter here names the audience; it must not submit the draft around it.
          if (event.key !== 'Enter') return
          event.preventDefault()
          void keep()
        }}
      />
      <div className="flex gap-2">
        <Button size="s" pending={pending} onClick={keep}>
          {tCommon('save')}
        </Button>
        <Button size="s" variant="quiet" onClick={() => setOpen(false)}>
          {tCommon('cancel')}
        </Button>
      </div>
    </div>
  )
}
