import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { listLetters } from '#db/queries/letters.ts'
import { writeLetter } from '#lib/letters/write.ts'
import { env } from '#lib/runtime/env.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { LettersTable } from './letters-table.tsx'

const LETTERS_SHOWN = 100

export const generateMetadata = titled('letters.page.title')

/** What the service itself wrote to staff. Where there is no mail server, they are read here; where there is, their links are not ours to see. */
export default portalPage(async function LettersPage() {
  await requireOperator('operator.read')
  const t = await getTranslations('letters.page')
  const letters = await asOperator((tx) => listLetters(tx, LETTERS_SHOWN))
  const isKept = env().LETTERS_SMTP === undefined
  const rows = await Promise.all(
    letters.map(async (letter) => ({ letter, written: isKept ? await writeLetter(letter) : null })),
  )
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      <div className="grid gap-4">
        {isKept && <Note tone="info">{t('kept')}</Note>}
        <Card flush title={t('title')}>
          <LettersTable rows={rows} />
        </Card>
      </div>
    </>
  )
})
