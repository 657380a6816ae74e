import { expect, test } from 'vitest'

import { recogniseGender } from '#lib/core/gender.ts'

test.each([
  ['female', ['N', 'n.', 'naine', 'NAINE', 'naissoost', 'F', 'female', 'ж', 'жен.', 'Женский', 'женский пол']],
  ['male', ['M', 'm', 'mees', 'Meessoost', 'male', 'м', 'М', 'муж.', 'мужской']],
  [null, ['', '-', '?', 'X', 'muu', 'naine/mees', '1']],
])('%s, as it is typed', (gender, cells) => {
  expect(cells.map((cell) => [cell, recogniseGender(cell)])).toEqual(cells.map((cell) => [cell, gender]))
})
