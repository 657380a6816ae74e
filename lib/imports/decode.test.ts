import { expect, test } from 'vitest'

import { decode } from '#lib/imports/decode.ts'

test.each(['utf-8', 'utf-16le'] as const)(
  'a file in %s loses the one character that PostgreSQL does not keep',
  async (encoding) => {
    const bytes = Buffer.from('P1;Ma\0ri\0;Tamm', encoding === 'utf-8' ? 'utf8' : 'utf16le')
    let text = ''
    for await (const piece of decode([bytes.subarray(0, 7), bytes.subarray(7)], encoding)) text += piece
    expect(text).toBe('P1;Mari;Tamm')
  },
)
