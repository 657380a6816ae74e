import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { ComposeValues } from './compose-values.ts'

const MICRO_PER_EURO = 1_000_000

/** The audience in a line, for where its fields are folded away. */
export function useAudienceSentence(): (values: Pick<ComposeValues, 'audience' | 'channel'>) => string {
  const t = useTranslations('campaigns.audience')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const day = (value: string) => (value ? formats.time(new Date(`${value}T00:00:00Z`), 'date', 'UTC') : '…')

  return ({ audience: { visit, debt, ...audience }, channel }) => {
    const { ageFrom, ageTo } = audience
    const dates = { from: day(visit.from), to: day(visit.to) }
    const parts = [
      audience.clinicIds.length > 0 && t('summaryClinics', { count: audience.clinicIds.length }),
      ageFrom && ageTo && t('summaryAge', { from: ageFrom, to: ageTo }),
      ageFrom && !ageTo && t('summaryAgeFrom', { from: ageFrom }),
      !ageFrom && ageTo && t('summaryAgeTo', { to: ageTo }),
      audience.gender && t(audience.gender).toLocaleLowerCase(formats.locale),
      audience.countries.length > 0 && audience.countries.map(formats.country).join(', '),
      audience.languages.length > 0 && audience.languages.join(', '),
      visit.kind === 'had' && t('summaryVisited', dates),
      visit.kind === 'had_none' && t('summaryNotVisited', dates),
      audience.noFutureAppointment && t('summaryNoAppointment'),
      debt.kind === 'non_debtors' && t('summaryNonDebtors'),
      debt.kind === 'debtors' && debtors(debt.overEuros),
      Number(audience.notMessagedDays) > 0 && t('summaryNotMessaged', { count: Number(audience.notMessagedDays) }),
    ].filter((part): part is string => Boolean(part))
    return [tCampaigns(`channel.${channel}`), ...(parts.length > 0 ? parts : [t('summaryAll')])].join(', ')
  }

  function debtors(overEuros: string): string {
    const euros = Number(overEuros.replace(',', '.'))
    return euros > 0 ? t('summaryDebt', { sum: formats.money(euros * MICRO_PER_EURO) }) : t('summaryDebtors')
  }
}
