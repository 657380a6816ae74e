import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { MaskedAddress } from '#components/masked-address.tsx'
import { Card } from '#components/ui/card.tsx'
import type { PatientRow } from '#db/queries/patients.ts'
import { hrefWith } from '#lib/web/search-params.ts'

/** Whom a search found, where it was more than one: each leads to its own answer. */
export function FoundPatients({ rows, more, path, q }: { rows: PatientRow[]; more: boolean; path: string; q: string }) {
  const t = useTranslations('why')
  return (
    <Card flush title={t('found')}>
      {rows.length === 0 && <p className="px-4 py-6 text-ink-2 md:px-5">{t('nobody')}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0 md:px-5">
            <Link className="link min-w-0 flex-1 type-strong" href={hrefWith(path, { q }, { patient: row.id })}>
              {`${row.firstName} ${row.lastName}`.trim() || row.code}
            </Link>
            <span className="type-small text-ink-3">{row.code}</span>
            <span className="type-small text-ink-3">
              <MaskedAddress address={row.phone ?? row.email} />
            </span>
          </li>
        ))}
      </ul>
      {more && <p className="border-t border-line px-4 py-2.5 type-small text-ink-3 md:px-5">{t('more')}</p>}
    </Card>
  )
}
