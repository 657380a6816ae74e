// Names usable inside messages: {count, number, whole} in place of #, which would leave 4812 ungrouped in Estonian.
export const formats = {
  number: {
    whole: { maximumFractionDigits: 0, useGrouping: 'always' },
  },
} as const
