import type { AnyPlaceholder } from '#lib/core/placeholders.ts'
import { ANY_PLACEHOLDER } from '#lib/core/placeholders.ts'
import { ucs2Characters } from '#lib/core/sms-alphabet.ts'

// A composition is stored with names (`{first_name}`); the editor shows the same elements by their labels (`{First name}`),
// so that the text under the caret and the highlight behind it are letter for letter the same.

/** The elements that a text may have, by the label of each; what has none is no element here. */
export type PlaceholderLabels = Readonly<Partial<Record<AnyPlaceholder, string>>>

export type EditorRun = { text: string; kind: 'plain' | 'element' | 'unknown' | 'offending' }

// As in lib/core/placeholders.ts, with every letter and space that a label may have.
const IN_BRACES = /\{\s*(\p{L}[\p{L}\p{N}_ -]{0,39}?)\s*\}/gu

/** The stored text as the editor shows it. */
export function toShown(stored: string, labels: PlaceholderLabels): string {
  return stored.replace(IN_BRACES, (whole, name: string) => {
    const label = labels[name as AnyPlaceholder]
    return label === undefined ? whole : `{${label}}`
  })
}

/** What is stored of a shown text. Names that stand for nothing stay as typed, for the server to point out. */
export function toStored(shown: string, labels: PlaceholderLabels): string {
  return shown.replace(IN_BRACES, (whole, name: string) => {
    const placeholder = placeholderCalled(name, labels)
    return placeholder ? `{${placeholder}}` : whole
  })
}

/**
 * Where a shown text has elements by their names, from the first of them to the last, and what stands there with their labels; null
 * where it has none. Somebody typed them, or pasted a text of another program.
 */
export function namesToLabel(
  shown: string,
  labels: PlaceholderLabels,
): { start: number; end: number; text: string } | null {
  const named = [...shown.matchAll(IN_BRACES)].filter(([whole]) => toShown(whole, labels) !== whole)
  const [first, last] = [named[0], named.at(-1)]
  if (!first || !last) return null
  const [start, end] = [first.index, last.index + last[0].length]
  return { start, end, text: toShown(shown.slice(start, end), labels) }
}

/**
 * The shown text in runs for the highlight behind the textarea; joined they are the text.
 *
 * Letters that force UCS-2 are marked only for an SMS that is otherwise GSM-7: in a Russian text every letter does, and marking
 * them all would say nothing.
 */
export function editorRuns(shown: string, labels: PlaceholderLabels, markLetters: boolean): EditorRun[] {
  const runs: EditorRun[] = []
  let from = 0
  for (const match of shown.matchAll(IN_BRACES)) {
    runs.push(...literalRuns(shown.slice(from, match.index), markLetters))
    runs.push({ text: match[0], kind: placeholderCalled(match[1] ?? '', labels) ? 'element' : 'unknown' })
    from = match.index + match[0].length
  }
  runs.push(...literalRuns(shown.slice(from), markLetters))
  return runs
}

/** The element that a caret position lies within or that ends (or begins) at it; null where there is none. */
export function elementAt(
  shown: string,
  labels: PlaceholderLabels,
  position: number,
  edge: 'inside' | 'ends' | 'begins',
): { start: number; end: number } | null {
  for (const match of shown.matchAll(IN_BRACES)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (start > position) return null
    if (!placeholderCalled(match[1] ?? '', labels)) continue
    if (edge === 'ends' && position === end) return { start, end }
    if (edge === 'begins' && position === start) return { start, end }
    if (edge === 'inside' && position > start && position < end) return { start, end }
  }
  return null
}

/** The elements of a set of labels, in the order in which they are offered. */
export function elementsOf(labels: PlaceholderLabels): AnyPlaceholder[] {
  return ANY_PLACEHOLDER.filter((name) => labels[name] !== undefined)
}

function placeholderCalled(name: string, labels: PlaceholderLabels): AnyPlaceholder | undefined {
  const wanted = name.toLocaleLowerCase()
  return elementsOf(labels).find((element) => element === name || labels[element]?.toLocaleLowerCase() === wanted)
}

function literalRuns(text: string, markLetters: boolean): EditorRun[] {
  if (text === '') return []
  if (!markLetters) return [{ text, kind: 'plain' }]

  const places = ucs2Characters(text)
    .flatMap(({ character, positions }) => positions.map((start) => ({ start, end: start + character.length })))
    .toSorted((a, b) => a.start - b.start)
  const runs: EditorRun[] = []
  let from = 0
  for (const { start, end } of places) {
    if (start > from) runs.push({ text: text.slice(from, start), kind: 'plain' })
    runs.push({ text: text.slice(start, end), kind: 'offending' })
    from = end
  }
  if (from < text.length) runs.push({ text: text.slice(from), kind: 'plain' })
  return runs
}
