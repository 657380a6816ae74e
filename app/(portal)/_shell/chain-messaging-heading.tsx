import 'server-only'

import { may } from '#lib/core/permissions.ts'
import { currentBalance } from '#lib/web/current-balance.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { leavesTheMachine } from '#lib/web/leaves-the-machine.ts'
import type { MessagingHeadingProps } from './messaging-heading.tsx'
import { MessagingHeading } from './messaging-heading.tsx'

/** The heading over every kind of message, of the chain that the signed-in person works for. */
export async function ChainMessagingHeading({ current }: Pick<MessagingHeadingProps, 'current'>) {
  const staff = await currentStaff()
  const chain = staff?.chain
  if (!chain) return null
  return (
    <MessagingHeading
      current={current}
      companyName={chain.name}
      senderName={chain.senderName}
      balance={await currentBalance()}
      sandbox={!(chain.activated && (await leavesTheMachine()))}
      mayApply={!chain.activated && may(staff.role, 'activation.write')}
    />
  )
}
