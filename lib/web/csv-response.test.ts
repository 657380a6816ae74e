import { expect, test, vi } from 'vitest'

import { keysetPages } from '#lib/web/csv-response.ts'

vi.mock('server-only', () => ({}))

type Row = { id: number }

/** A list of `count` rows that reads one more than it is asked for, as lists with pages do. */
function listOf(count: number) {
  const reads: (number | undefined)[] = []
  const read = async (last: Row | undefined, limit: number) => {
    reads.push(last?.id)
    const from = (last?.id ?? 0) + 1
    return Array.from({ length: Math.max(0, Math.min(limit + 1, count - from + 1)) }, (_, row) => ({ id: from + row }))
  }
  return { reads, read }
}

async function idsOf(pages: AsyncIterable<Row[]>): Promise<number[]> {
  const ids: number[] = []
  for await (const page of pages) ids.push(...page.map(({ id }) => id))
  return ids
}

test.each([0, 1, 1_999, 2_000, 2_001, 4_000, 4_001])('of %i rows each comes once, in their order', async (count) => {
  const { read } = listOf(count)
  expect(await idsOf(keysetPages(read))).toEqual(Array.from({ length: count }, (_, row) => row + 1))
})

test('a page that is not full is the last: nothing is asked for after it', async () => {
  const { reads, read } = listOf(2_001)
  await idsOf(keysetPages(read))
  expect(reads).toEqual([undefined, 2_000])
})
