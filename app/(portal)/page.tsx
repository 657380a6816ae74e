import { redirect } from 'next/navigation'

import { requireStaff } from '#lib/web/require-staff.ts'

/** The portal's address alone opens the day. */
export default async function HomePage() {
  await requireStaff('campaign.read')
  redirect('/today')
}
