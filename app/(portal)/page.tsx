import { redirect } from 'next/navigation'

import { admit } from '#lib/web/require-staff.ts'
import { portalPage } from '../_pages/portal-page.tsx'

/** The portal's address alone opens the day; the operator has no clinic's day, but providers to look after. */
export default portalPage(async function HomePage() {
  const admitted = await admit('campaign.read')
  if (admitted === 'signed_out') return redirect('/sign-in')
  if (admitted === 'forbidden') return redirect('/providers')
  redirect('/today')
})
