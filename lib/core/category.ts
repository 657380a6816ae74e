/** The kinds of texts that stand side by side under the messaging heading, each with its own history. */
export const CATEGORIES = ['reminder', 'greeting', 'recall', 'campaign', 'private'] as const
export type Category = (typeof CATEGORIES)[number]

/** What deliveries of a category are called in their table. */
export const KIND_OF = {
  reminder: 'reminder',
  greeting: 'greeting',
  recall: 'recall',
  campaign: 'bulk',
  private: 'private',
} as const satisfies Record<Category, string>
