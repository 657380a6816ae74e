import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { loadRules } from './load-rules.ts'
import { RemindersFrame } from './reminders-frame.tsx'

export const generateMetadata = titled('reminders.title')

export default portalPage(async function RemindersPage({ searchParams }: PageProps<'/reminders'>) {
  const ctx = await requireStaff('automatic.read')
  return <RemindersFrame loaded={await loadRules(ctx)} searchParams={await searchParams} path="/reminders" />
})
