import { redirect } from 'next/navigation'

import { admit } from '#lib/web/require-staff.ts'

/** The portal's address alone opens the day; the operator has no clinic's day, but providers to look after. */
export default async function HomePage() {
  const admitted = await admit('campaign.read')
  if (admitted === 'signed_out') return redirect('/sign-in')
  if (admitted === 'forbidden') return redirect('/providers')
  redirect('/today')
}
