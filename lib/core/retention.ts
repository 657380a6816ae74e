export type Retention = { textDays: number; receiptDays: number; deliveryMonths: number }

export const DEFAULT_RETENTION: Retention = { textDays: 90, receiptDays: 30, deliveryMonths: 24 }

/**
 * How short and how long a chain may keep each: texts (what was merged in, replies, the words of private messages), what providers
 * reported as it came, and deliveries with whom they went to. A month is needed to answer a question about an invoice, thirteen to compare
 * a year; beyond these nobody can say what for (GDPR Art. 5 (1) e). The database holds the same figures.
 */
export const RETENTION_LIMITS = {
  textDays: { min: 30, max: 365 },
  receiptDays: { min: 7, max: 180 },
  deliveryMonths: { min: 13, max: 60 },
} as const satisfies Record<keyof Retention, { min: number; max: number }>
