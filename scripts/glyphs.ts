import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { GLYPHS } from '#components/ui/glyph.ts'

// node scripts/glyphs.ts: writes the drawings of GLYPHS into components/ui/glyphs.css. A test says when that is to be done.

export const GLYPHS_FILE = join(import.meta.dirname, '../components/ui/glyphs.css')
const STROKE_WIDTH = 1.75

type IconNode = [tag: string, attributes: Record<string, string>][]

if (import.meta.main) writeFileSync(GLYPHS_FILE, await glyphsCss())

export async function glyphsCss(): Promise<string> {
  const rules = await Promise.all(
    GLYPHS.map(async (name) => `.glyph-${name} {\n  --glyph: url("${await drawing(name)}");\n}\n`),
  )
  return `/* Written by scripts/glyphs.ts. The drawings are Lucide's (ISC). */\n${rules.join('')}`
}

/** As a data URI that a style sheet can hold in double quotes. */
async function drawing(name: string): Promise<string> {
  const { __iconData: icon } = (await import(`../node_modules/lucide-react/dist/esm/icons/${name}.mjs`)) as {
    __iconData: { node: IconNode }
  }
  const shapes = icon.node.map(([tag, { key: _, ...attributes }]) => `<${tag}${written(attributes)}/>`).join('')
  const look = {
    fill: 'none',
    stroke: '#000',
    'stroke-width': STROKE_WIDTH,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'${written(look)}>${shapes}</svg>`
  return `data:image/svg+xml,${svg.replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}`
}

function written(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}='${value}'`)
    .join('')
}
