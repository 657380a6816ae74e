/** Money is a whole number of micro-euros, never less than none; anything else is a bug of the caller. */
export function requireMicro(amountMicro: number): void {
  if (!Number.isSafeInteger(amountMicro) || amountMicro < 0) {
    throw new RangeError(`${amountMicro} is no amount in micro-euros`)
  }
}
