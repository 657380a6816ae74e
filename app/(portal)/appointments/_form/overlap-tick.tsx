'use client'

import { useTranslations } from 'next-intl'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { Note } from '#components/ui/note.tsx'

/** A warning that can be overruled: shown once a time was found taken, and kept while it is overruled. */
export function OverlapTick({ error, agreed }: { error: string | undefined; agreed: boolean }) {
  const t = useTranslations('appointments.form')
  if (!error && !agreed) return null
  return (
    <div className="grid gap-1.5">
      {error && (
        <Note tone="warn" role="alert">
          {error}
        </Note>
      )}
      <Checkbox name="overlapAgreed" label={t('overlap')} defaultChecked={agreed} />
    </div>
  )
}
