'use client'

import { Badge } from '#components/ui/badge.tsx'
import { WRITE_FORM } from './write-form.ts'

/** A patient in the words of the list; null for what the row does not have. */
export type PatientWords = {
  id: string
  name: string
  /** That the patient has died. */
  deceased: string | null
  code: string
  born: string | null
  phone: string
  /** Whether `phone` says why there is no number to write to. */
  phoneFaint: boolean
  language: string
  clinic: string
  balance: string | null
  /** The label of the tick. */
  tick: string | null
}

/** The rows of the list, of which only the words go to the reader twice (decision 0034). */
export function PatientRows({ rows, mayWrite }: { rows: readonly PatientWords[]; mayWrite: boolean }) {
  return rows.map((row) => (
    <tr key={row.id}>
      {mayWrite && (
        <td>
          {row.tick !== null && (
            <input
              type="checkbox"
              form={WRITE_FORM}
              name="patientIds"
              value={row.id}
              className="check-mark"
              aria-label={row.tick}
            />
          )}
        </td>
      )}
      <td>
        <a className="link" href={`/patients/${row.id}`}>
          {row.name}
        </a>{' '}
        {row.deceased !== null && <Badge tone="neutral">{row.deceased}</Badge>}
      </td>
      <td className="hs">{row.code}</td>
      <td className="hs">{row.born}</td>
      <td>
        <span className={row.phoneFaint ? 'text-ink-3' : 'whitespace-nowrap'}>{row.phone}</span>
      </td>
      <td className="hs">{row.language}</td>
      <td className="hs">{row.clinic}</td>
      <td className="num">{row.balance}</td>
    </tr>
  ))
}
