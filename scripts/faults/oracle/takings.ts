import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'

import type { Mark } from '#scripts/faults/oracle/mark.ts'

/** One text, or one part of it, that came to the oracle, and what the oracle did with it. */
export type Taking = Mark & {
  atMs: number
  front: 'smpp' | 'smtp' | 'messente' | 'kannel'
  verdict: 'took' | 'refused' | 'throttled' | 'dropped'
  part: number
  parts: number
  /** What the oracle calls it; '-' where it does not take it. */
  ref: string
  /** What its receipts will say of it in the end; '-' where none will come. */
  promised: Promised
  /** See `wordOf` of fates.ts. */
  fate: string
}

/** `…, then delivered`: the receipt said that it was lost, and a later one that it was not. */
export type Promised = Lost | `${Lost},then-delivered` | 'delivered' | '-'
type Lost = 'undelivered' | 'expired'

export type TakingsLog = {
  /** Resolves when the line is on the disk: only then may the oracle answer. */
  append(taking: Taking): Promise<void>
  close(): Promise<void>
}

/** An append-only log; lines of the same moment are written and synced together. */
export async function openTakings(path: string): Promise<TakingsLog> {
  const file: FileHandle = await open(path, 'a')
  let waiting: { line: string; done: () => void }[] = []
  let running: Promise<void> | null = null

  const run = async () => {
    while (waiting.length > 0) {
      await new Promise(setImmediate) // what else arrived in this moment comes along
      const taken = waiting
      waiting = []
      await file.appendFile(taken.map(({ line }) => line).join(''))
      await file.datasync()
      for (const { done } of taken) done()
    }
    running = null
  }
  return {
    append(taking) {
      return new Promise((done) => {
        waiting.push({ line: lineOf(taking), done })
        running ??= run()
      })
    },
    async close() {
      await running
      await file.close()
    },
  }
}

export async function* readTakings(path: string): AsyncGenerator<Taking> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    yield takingOf(line)
  }
}

export function lineOf({ atMs, front, verdict, campaign, person, part, parts, ref, promised, fate }: Taking): string {
  return `${atMs} ${front} ${verdict} ${campaign} ${person} ${part}/${parts} ${ref} ${promised} ${fate}\n`
}

function takingOf(line: string): Taking {
  const [atMs, front, verdict, campaign = '', person, places = '', ref = '', promised, fate = ''] = line.split(' ')
  const [part, parts] = places.split('/')
  return {
    atMs: Number(atMs),
    front: front as Taking['front'],
    verdict: verdict as Taking['verdict'],
    campaign,
    person: Number(person),
    part: Number(part),
    parts: Number(parts),
    ref,
    promised: promised as Promised,
    fate,
  }
}
