/** What deliveries of each kind of texts under the messaging heading are called in their table. */
export const KIND_OF = {
  reminder: 'reminder',
  greeting: 'greeting',
  recall: 'recall',
  campaign: 'bulk',
  private: 'private',
} as const

/** The kinds of texts that stand side by side under that heading, each with its own history. */
export type Category = keyof typeof KIND_OF
