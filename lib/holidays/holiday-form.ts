import * as z from 'zod'

import { SetHolidayInput } from '#lib/holidays/inputs.ts'

/** A day as the fields of its form have it: every clinic is an empty choice, and open is a word. */
export const HolidayForm = z
  .object({
    clinicId: z.union([z.literal('').transform(() => null), z.uuid('not_found')]).default(null),
    day: SetHolidayInput.shape.day,
    name: SetHolidayInput.shape.name,
    state: z.enum(['closed', 'open']).default('closed'),
    agreed: z.string().default(''),
  })
  .transform(({ state, agreed, ...holiday }) => ({ holiday: { ...holiday, closed: state === 'closed' }, agreed }))
export type HolidayForm = z.output<typeof HolidayForm>
