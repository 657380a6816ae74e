import { z } from 'zod'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not_a_time')
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'too_long')
    .refine((text) => !/[\r\n]/.test(text), 'line_break')

const clinic = {
  name: oneLine(120).refine((name) => name.length > 0, 'required'),
  phone: oneLine(30).transform((phone) => phone || null),
  zone: z.string().min(1, 'required').max(64, 'too_long'),
  opensAt: clockTime,
  closesAt: clockTime,
  defaultLanguage: z.string().regex(/^[a-z]{2,3}$/, 'language_unknown'),
}

const opensBeforeItCloses = (input: { opensAt: string; closesAt: string }) => input.opensAt < input.closesAt
const whenItDoesNot = { path: ['closesAt'], error: 'from_after_to' }

export const CreateClinicInput = z.object(clinic).refine(opensBeforeItCloses, whenItDoesNot)
export const UpdateClinicInput = z
  .object({ clinicId: z.uuid('not_found'), ...clinic })
  .refine(opensBeforeItCloses, whenItDoesNot)

export type CreateClinicInput = z.output<typeof CreateClinicInput>
export type UpdateClinicInput = z.output<typeof UpdateClinicInput>
