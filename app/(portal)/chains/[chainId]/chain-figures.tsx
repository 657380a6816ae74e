import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { FactsList, Stat, Stats } from '#components/ui/facts-list.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ChainTexts, DeskChain } from '#db/queries/chain-desk.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type FiguresProps = { chain: DeskChain; texts: readonly ChainTexts[]; waiting: number; days: number }

/** Money and counts: all that the operator sees of what a chain sends. */
export function ChainFigures({ chain, texts, waiting, days }: FiguresProps) {
  const t = useTranslations('desk.chain')
  const tStatus = useTranslations('statuses.delivery')
  const formats = useFormats()
  return (
    <>
      <Stats strip>
        <Stat label={t('free')} value={formats.money(chain.availableMicro)} />
        <Stat label={t('held')} value={formats.money(chain.heldMicro)} />
        <Stat label={t('spent')} value={formats.money(chain.spentMicro)} />
        <Stat label={t('owed')} value={formats.money(chain.owedMicro)} />
        <Stat label={t('clinics')} value={formats.whole(chain.clinics)} />
        <Stat label={t('waiting')} value={formats.whole(waiting)} />
      </Stats>
      <Card title={t('texts', { days })}>
        {texts.length === 0 ? (
          <p className="text-ink-2">{t('noTexts')}</p>
        ) : (
          <FactsList
            facts={texts.map(({ status, texts: count, costMicro }) => ({
              key: status,
              label: tStatus(status as DeliveryStatus),
              value: `${formats.whole(count)} · ${formats.money(costMicro)}`,
            }))}
          />
        )}
      </Card>
    </>
  )
}
