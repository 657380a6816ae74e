import * as z from 'zod'

// What somebody would post who knows the form and somebody else's ids.

type JsonSchema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  format?: string
  pattern?: string
  minimum?: number
  exclusiveMinimum?: number
  minItems?: number
  default?: unknown
}

/** Values by the name of a field: ids of the chain that is tried, and what no shape of a field tells. */
export type Known = Record<string, unknown>

/**
 * An input that a schema accepts as far as its shape tells, with `known` values wherever a field has their name.
 *
 * @throws when a field is an id that `known` does not name: a new kind of row needs its canary in two-chains.ts
 */
export function plausibleInput(schema: z.ZodType, known: Known): unknown {
  return plausible(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '', known)
}

/** Fields that would do harm if one were ever copied into a row: whose it is, who may what, what was decided, how much there is. */
export function fieldsOfNoForm(ids: {
  chainId: unknown
  staffId: unknown
  clinicId: unknown
}): Record<string, unknown> {
  return {
    chainId: ids.chainId,
    chain_id: ids.chainId,
    staffId: ids.staffId,
    requestedBy: ids.staffId,
    decidedBy: ids.staffId,
    recordedBy: ids.staffId,
    clinicIds: [ids.clinicId],
    role: 'operator',
    active: true,
    isOperator: true,
    confirmed: true,
    approved: true,
    activatedAt: '2020-01-01T00:00:00.000Z',
    approvalPeople: 1_000_000,
    priceMicro: 0,
    costMicro: 0,
    availableMicro: 1_000_000_000,
    __proto: { role: 'operator' },
    constructor: 'Object',
  }
}

function plausible(schema: JsonSchema, name: string, known: Known): unknown {
  if (schema.type === 'array') return arrayOf(schema, name, known)
  if (name in known) return known[name]
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    return Object.fromEntries(fields.map(([field, inner]) => [field, plausible(inner, field, known)]))
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return plausible(choices.find(isId) ?? choices.find(({ const: only }) => only !== '') ?? {}, name, known)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (isId(schema) && `${name}Id` in known) return known[`${name}Id`]
  if (isId(schema)) throw new Error(`no id is known for the field ${name}`)
  return simpleValue(schema)
}

function arrayOf(schema: JsonSchema, name: string, known: Known): unknown {
  if (name in known) return [known[name]].flat()
  const one = name.replace(/s$/, '')
  if (one in known) return [known[one]]
  return schema.items && (schema.minItems || schema.items.enum || schema.items.type === 'object')
    ? [plausible(schema.items, one, known)]
    : []
}

function simpleValue({ type, format, minimum, exclusiveMinimum, default: preset }: JsonSchema): unknown {
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return Math.max(minimum ?? 1, (exclusiveMinimum ?? 0) + 1, 1)
  if (type === 'null') return null
  if (format === 'date') return '2027-03-09'
  if (format === 'date-time') return new Date().toISOString()
  if (format === 'email') return 'keegi@example.ee'
  return preset ?? 'Midagi'
}

function isId({ format }: JsonSchema): boolean {
  return format === 'uuid'
}
