/**
 * Icons of rows. A list has a hundred of them, and a class costs its page a fraction of what an <svg> does: `glyph glyph-<name>` on an
 * empty element, or `state glyph-<name>` on a word. The drawings are Lucide's; scripts/glyphs.ts writes them into glyphs.css.
 */
export const GLYPHS = [
  'archive',
  'archive-arrow-up',
  'ban',
  'circle-check',
  'circle-minus',
  'circle-question-mark',
  'circle-slash',
  'circle-x',
  'clock',
  'copy',
  'hourglass',
  'pause',
  'pencil-line',
  'rotate-cw',
  'send',
  'square',
  'triangle-exclamation-point',
] as const
export type Glyph = (typeof GLYPHS)[number]
