import { useTranslations } from 'next-intl'

import { ShareBar, Swatch } from '#components/ui/chart.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'

/** The balance before, what this takes, what is left, and how much of that the reminders of the coming days need. */
export function BalanceChange({
  balance,
  costMicro,
  reserveDays,
}: {
  balance: NonNullable<CampaignPreview['balance']>
  costMicro: number
  reserveDays: number
}) {
  const t = useTranslations('campaigns.preview')
  const formats = useFormats()
  const { availableMicro, afterMicro, missingMicro, reserveMicro } = balance
  const left = missingMicro > 0 ? 0 : afterMicro
  return (
    <div>
      <h3 className="type-label">{t('balance')}</h3>
      <div className="mt-1.5 mb-2">
        <ShareBar
          series={[
            { key: 'left', label: '', value: left, color: 'blue', texture: 'solid' },
            { key: 'used', label: '', value: availableMicro - left, color: 'blue', texture: 'hatch' },
          ]}
        />
      </div>
      <table className="w-full [&_td]:py-1 [&_td]:text-end [&_th]:py-1 [&_th]:text-start [&_th]:font-normal">
        <tbody>
          <tr>
            <th scope="row">{t('before')}</th>
            <td>{formats.money(availableMicro)}</td>
          </tr>
          <tr>
            <th scope="row">
              <span className="inline-flex items-center gap-[7px]">
                <Swatch color="blue" texture="hatch" />
                {t('thisCampaign')}
              </span>
            </th>
            <td>{formats.money(-costMicro)}</td>
          </tr>
          <tr className="font-semibold [&>*]:border-t [&>*]:border-line [&>*]:font-semibold!">
            <th scope="row">
              <span className="inline-flex items-center gap-[7px]">
                <Swatch color="blue" texture="solid" />
                {t('after')}
              </span>
            </th>
            <td className={missingMicro > 0 ? 'text-bad' : ''}>{formats.money(afterMicro)}</td>
          </tr>
          {reserveMicro > 0 && (
            <tr className="text-ink-2">
              <th scope="row">{t('reserved', { days: reserveDays })}</th>
              <td className={afterMicro < reserveMicro ? 'text-warn' : ''}>{formats.money(reserveMicro)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
