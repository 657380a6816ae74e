import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Letter } from '#db/queries/letters.ts'
import { letterStateOf } from '#db/queries/letters.ts'
import type { WrittenLetter } from '#lib/letters/write.ts'

const TONES = { waiting: 'warn', sent: 'ok', given_up: 'bad' } as const

/** The newest letters; the text of one unfolds where it may be read. */
export function LettersTable({ rows }: { rows: readonly { letter: Letter; written: WrittenLetter | null }[] }) {
  const t = useTranslations('letters.page')
  const formats = useFormats()
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col" className="hs">
            {t('to')}
          </th>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col" className="num hs">
            {t('tries')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={5}>{t('empty')}</EmptyRow>}
        {rows.map(({ letter, written }) => (
          <tr key={letter.id}>
            <td>
              <LocalTime at={letter.createdAt} style="dayAndTime" />
            </td>
            <td className="wrap-anywhere hs">{letter.toAddress}</td>
            <td>
              <span className="block wrap-anywhere type-small text-ink-3 md:hidden">{letter.toAddress}</span>
              {written ? (
                <details>
                  <summary className="link">{written.subject}</summary>
                  <p className="mt-2 max-w-[560px] wrap-anywhere whitespace-pre-wrap type-small">{written.text}</p>
                </details>
              ) : (
                letter.kind
              )}
              {letter.trouble && <span className="block type-small text-bad">{letter.trouble}</span>}
            </td>
            <td>
              <Badge tone={TONES[letterStateOf(letter)]}>{t(`states.${letterStateOf(letter)}`)}</Badge>
            </td>
            <td className="num hs">{formats.whole(letter.tries)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
