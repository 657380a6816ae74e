type BalanceLevel = 'fine' | 'low' | 'owing'

/**
 * Which letter a change of a chain's balance is worth. Low is told when it was fine before: not to a chain that never had more, nor to
 * one that has just paid a debt and was told of worse. Owing is told always, since nothing leaves any more.
 */
export function balanceWarning({
  level,
  previous,
}: {
  level: BalanceLevel
  previous: BalanceLevel | null
}): 'balance-low' | 'balance-owing' | null {
  if (level === 'owing') return 'balance-owing'
  return level === 'low' && previous === 'fine' ? 'balance-low' : null
}
