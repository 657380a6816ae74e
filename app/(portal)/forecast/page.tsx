import { FORECAST_DAYS } from '#lib/core/forecast.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ForecastPageBody } from './_parts/forecast-page-body.tsx'
import { loadForecast } from './load-forecast.ts'

export const generateMetadata = titled('reminders.forecastPage.title')

export default portalPage(async function ForecastPage() {
  const ctx = await requireStaff('automatic.read')
  return <ForecastPageBody {...(await loadForecast(ctx, FORECAST_DAYS))} />
})
