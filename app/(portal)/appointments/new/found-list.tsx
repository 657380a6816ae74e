import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import type { FoundPatients } from './find-patients.ts'
import { detailsOf } from './patient-picker.tsx'

/** The same search for who has no scripts: a form, and a list of links. */
export function FoundList({ q, found }: { q: string; found: FoundPatients | null }) {
  const t = useTranslations('appointments.form')
  return (
    <div className="without-script grid gap-3">
      <form action="/appointments/new" className="flex gap-2">
        <SearchField name="q" label={t('patientHint')} defaultValue={q} className="flex-1" />
        <Button type="submit">{t('find')}</Button>
      </form>
      {found && found.patients.length === 0 && <p className="text-ink-2">{t('nobody')}</p>}
      <ul>
        {found?.patients.map((patient) => (
          <li key={patient.id} className="border-b border-line py-2 last:border-b-0">
            <a className="link type-strong" href={`/appointments/new?patient=${patient.id}`}>
              {patient.name}
            </a>{' '}
            <span className="type-small text-ink-3">{detailsOf(patient)}</span>
          </li>
        ))}
      </ul>
      {found?.more && <p className="type-small text-ink-3">{t('more')}</p>}
    </div>
  )
}
