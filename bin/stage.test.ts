import { expect, test } from 'vitest'

import { inTurn } from '#bin/stage.ts'

test('who speaks out of turn is heard after those before them', () => {
  const heard: string[] = []
  const { say, end } = inTurn(3, (chunk) => heard.push(String(chunk)))
  say(1, 'second')
  say(0, 'first')
  end(1)
  say(2, 'third')
  expect(heard).toEqual(['first'])
  say(0, 'first again')
  end(0)
  expect(heard).toEqual(['first', 'first again', 'second', 'third'])
  say(2, 'third again')
  end(2)
  expect(heard.at(-1)).toBe('third again')
})
