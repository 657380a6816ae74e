import { Card } from '#components/ui/card.tsx'

const TYPE = [
  ['type-figure-l', '6 202'],
  ['type-display', 'Messages to patients'],
  ['type-title', 'Напоминания о приёме'],
  ['type-figure', '340,56 €'],
  ['type-head', 'Who gets it, by language'],
  ['type-strong', 'Õnnitlused'],
  ['type-body', 'Body text and table cells'],
  ['type-small', 'Details, hints, legends'],
  ['type-meta', 'Table heads, axis labels'],
] as const

const COLORS =
  'canvas surface sunken hover line line-strong control ink ink-2 ink-3 blue blue-soft blue-line petal petal-2 eye ok ok-soft warn warn-soft bad bad-soft c-campaign c-greeting c-private'.split(
    ' ',
  )

export function TypeSection() {
  return (
    <>
      <Card title="Type">
        <ul>
          {TYPE.map(([name, text]) => (
            <li key={name} className="flex items-baseline gap-3 py-[3px]">
              <span className={`flex-1 ${name}`}>{text}</span>
              <code className="type-meta text-ink-3">{name}</code>
            </li>
          ))}
        </ul>
      </Card>
      <Card className="xl:col-span-2" title="Colour">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(106px,1fr))] gap-2.5">
          {COLORS.map((color) => (
            <li key={color}>
              <span className="block h-8 rounded-s border border-line tx-solid" style={{ '--tx': `var(--${color})` }} />
              <span className="type-meta text-ink-2">{color}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
