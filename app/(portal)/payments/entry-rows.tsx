'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { assignEntryAction, setAsideAction } from './actions.ts'

export type WaitingEntry = {
  id: string
  day: string
  amountMicro: number
  payer: string
  remittance: string
  reference: string | null
}

/** A payment that nobody is known to have made: whose is it, or is it none? */
export function EntryToAssign({ entry, chains }: { entry: WaitingEntry; chains: { id: string; name: string }[] }) {
  const t = useTranslations('payments')
  const formats = useFormats()
  const [assigned, assign] = useActionState(assignEntryAction, null)
  const [aside, setAside] = useActionState(setAsideAction, null)
  const refusalText = useRefusalText()
  const refused = [assigned, aside].find((state) => state && !state.ok)
  const { id, day, amountMicro, payer, remittance, reference } = entry
  return (
    <li className="grid gap-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
      <p className="flex flex-wrap gap-x-4">
        <strong className="flex-1 basis-[200px] wrap-anywhere">{payer || t('unknownPayer')}</strong>
        <strong>{formats.money(amountMicro)}</strong>
      </p>
      <p className="type-small wrap-anywhere text-ink-2">
        {formats.time(middayOf(day), 'date', 'UTC')} · {remittance || '–'} ·{' '}
        {reference ? t('unknownReference', { reference }) : t('noReference')}
      </p>
      {refused && !refused.ok && (
        <Note tone="bad" role="alert">
          {refusalText(refused)}
        </Note>
      )}
      <div className="flex flex-wrap gap-2">
        <form action={assign} className="flex flex-wrap gap-2">
          <input type="hidden" name="entryId" value={id} />
          <Select
            name="chainId"
            size="s"
            aria-label={t('whose')}
            placeholder={t('whose')}
            required
            options={chains.map((chain) => ({ value: chain.id, label: chain.name }))}
          />
          <SubmitButton size="s" variant="primary">
            {t('book')}
          </SubmitButton>
        </form>
        <form action={setAside}>
          <input type="hidden" name="entryId" value={id} />
          <SubmitButton size="s" variant="secondary">
            {t('notOurs')}
          </SubmitButton>
        </form>
      </div>
    </li>
  )
}
