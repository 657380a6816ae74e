import * as z from 'zod'

/** A clinic's own switch as a list of three: as the chain has it, on, or off. */
export const ClinicSwitchForm = z
  .object({ clinicId: z.uuid('not_found'), choice: z.enum(['chain', 'on', 'off']) })
  .transform(({ clinicId, choice }) => ({
    category: 'reminders' as const,
    clinicId,
    enabled: choice === 'chain' ? null : choice === 'on',
  }))
