import { microFromEuros } from '#lib/core/money.ts'

/** An element with what is needed of it: its name without a prefix, its text, its currency, and the elements in it. */
export type CamtNode = { name: string; text: string; currency: string | null; children: CamtNode[] }

/** The text of the element that a path of names leads to; empty where there is none. */
export function textAt(node: CamtNode | undefined, ...path: string[]): string {
  return nodeAt(node, ...path)?.text.trim() ?? ''
}

export function nodeAt(node: CamtNode | undefined, ...path: string[]): CamtNode | undefined {
  return path.reduce<CamtNode | undefined>((at, name) => at?.children.find((child) => child.name === name), node)
}

/** Throws a RangeError on what is no amount, or below nothing: the direction stands beside it. The currency may be any. */
export function amountOf(node: CamtNode | undefined): { micro: number; currency: string } {
  const micro = microFromEuros(node?.text.trim() ?? '')
  if (micro < 0) throw new RangeError('an amount below nothing')
  return { micro, currency: node?.currency ?? '' }
}
