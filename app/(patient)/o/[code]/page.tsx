import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { MaskedAddress } from '#components/masked-address.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { currentWish } from '#lib/opt-outs/choose.ts'
import { goneHref, patientLink } from '#lib/web/patient-link.ts'
import { StepButtons } from './step-buttons.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await getTranslations('opt-outs'))('title') } }
}

/** Says whose texts they are and what comes now, and lets the reader choose. Opening it changes nothing: scanners of mail open it too. */
export default async function OptOutPage({ params, searchParams }: PageProps<'/o/[code]'>) {
  const asked = (await params).code
  const link = await patientLink(asked)
  if (!link) redirect(goneHref('o', asked))

  const { saved } = await searchParams
  const wish = await currentWish(link)
  const t = await getTranslations('opt-outs')
  const { code, channel, chainName, address } = link
  return (
    <>
      <header className="grid gap-0.5">
        <p className="type-head break-words">{chainName}</p>
        <p className="type-body text-ink-2">
          {t.rich('who', { channel, address: () => <MaskedAddress address={address} /> })}
        </p>
      </header>
      <h1 className="text-pretty">{t(`now.${wish}.title`, { channel })}</h1>
      {saved !== undefined && (
        <Note tone="ok" role="status">
          {t('saved')}
        </Note>
      )}
      {wish !== 'everything' && <p className="text-pretty">{t(`now.${wish}.body`, { channel })}</p>}
      <Card>
        <StepButtons action={`/o/${code}/answer`} wish={wish} channel={channel} />
      </Card>
      <p className="type-body text-pretty text-ink-3">{t('shared', { channel })}</p>
    </>
  )
}
