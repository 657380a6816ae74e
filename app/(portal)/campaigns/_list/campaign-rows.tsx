'use client'

import { FlowerMark } from '#components/ui/flower-state.tsx'
import type { Glyph } from '#components/ui/glyph.ts'

type RowButton = { form: string; label: string; glyph: Glyph }

/** A campaign in the words of the list; null for what it does not have yet. */
export type CampaignWords = {
  id: string
  name: string
  petals: { done: number; current: boolean }
  /** People and cost for phones, where they have no columns. */
  sums: string | null
  purpose: string
  /** Classes of `stateLook`, and the word. */
  state: { look: string; word: string }
  people: string | null
  cost: string | null
  scheduledFor: string | null
  startedAt: { text: string; at: string } | null
  buttons: readonly RowButton[]
}

/** The rows of the list, of which only the words go to the reader twice (decision 0034). */
export function CampaignRows({ rows }: { rows: readonly CampaignWords[] }) {
  return rows.map((row) => (
    <tr key={row.id}>
      <th scope="row">
        <span className="flex min-w-[130px] items-center gap-2.5">
          <FlowerMark {...row.petals} size={22} />
          <span>
            <a href={`/campaigns/${row.id}`} className="link wrap-anywhere">
              {row.name}
            </a>
            <span className="block type-small font-normal text-ink-3">
              {row.purpose}
              {row.sums !== null && <span className="block md:hidden">{row.sums}</span>}
            </span>
          </span>
        </span>
      </th>
      <td>
        <span className={`state ${row.state.look}`}>{row.state.word}</span>
      </td>
      <td className="num hs">{row.people ?? <Dash />}</td>
      <td className="num hs">{row.cost ?? <Dash />}</td>
      <td className="hs">
        <SentAt {...row} />
      </td>
      <td className="hs num">
        {row.buttons.length > 0 && (
          <span className="flex justify-end gap-1">
            {row.buttons.map(({ form, label, glyph }) => (
              <button
                key={glyph}
                type="submit"
                form={form}
                name="campaignId"
                value={row.id}
                aria-label={label}
                title={label}
                className="row-button"
              >
                <span className={`glyph glyph-${glyph}`} />
              </button>
            ))}
          </span>
        )}
      </td>
    </tr>
  ))
}

function SentAt({ scheduledFor, startedAt }: Pick<CampaignWords, 'scheduledFor' | 'startedAt'>) {
  if (scheduledFor !== null) return <span className="whitespace-nowrap">{scheduledFor}</span>
  if (!startedAt) return <Dash />
  return (
    <time dateTime={startedAt.at} className="whitespace-nowrap">
      {startedAt.text}
    </time>
  )
}

function Dash() {
  return <span className="text-ink-3">–</span>
}
