import 'server-only'

import { env } from '#lib/runtime/env.ts'
import { currentBalance } from '#lib/web/current-balance.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { MessagingHeading } from '../_shell/messaging-heading.tsx'

/** The heading over every kind of message, as it stands over bulk mail. */
export async function BulkMailHeading() {
  const chain = (await currentStaff())?.chain
  if (!chain) return null
  return (
    <MessagingHeading
      current="campaigns"
      companyName={chain.name}
      senderName={chain.senderName}
      balance={await currentBalance()}
      sandbox={!chain.activated || env().SMS_TRANSPORT === 'sandbox'}
    />
  )
}
