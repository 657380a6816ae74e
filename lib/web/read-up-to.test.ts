import { expect, test } from 'vitest'

import { readUpTo } from '#lib/web/read-up-to.ts'

const post = (body: BodyInit | null) =>
  new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)

test.each([
  ['nothing', null, 0],
  ['as much as is allowed', 'a'.repeat(100), 100],
  ['letters count by their bytes', 'õ'.repeat(50), 100],
])('%s is read', async (_what, body, bytes) => {
  expect((await readUpTo(post(body), 100))?.size).toBe(bytes)
})

test('of one that never ends no more is read than decides it', async () => {
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(60))
    },
  })
  expect(await readUpTo(post(endless), 100)).toBeNull()
  expect(pulled).toBeLessThan(6)
})
