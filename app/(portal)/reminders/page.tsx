import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { loadRules } from './load-rules.ts'
import { RemindersFrame } from './reminders-frame.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reminders')
  return { title: t('title') }
}

export default portalPage(async function RemindersPage({ searchParams }: PageProps<'/reminders'>) {
  const ctx = await requireStaff('automatic.read')
  return <RemindersFrame loaded={await loadRules(ctx)} searchParams={await searchParams} path="/reminders" />
})
