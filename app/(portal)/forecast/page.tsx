import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FORECAST_DAYS } from '#lib/core/forecast.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { ForecastPageBody } from './_parts/forecast-page-body.tsx'
import { loadForecast } from './load-forecast.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reminders.forecastPage')
  return { title: t('title') }
}

export default portalPage(async function ForecastPage() {
  const ctx = await requireStaff('automatic.read')
  return <ForecastPageBody {...(await loadForecast(ctx, FORECAST_DAYS))} />
})
