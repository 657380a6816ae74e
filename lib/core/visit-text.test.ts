import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { BUDGETS, officeBudget, visitDoctorOf, visitNameOf, visitOfficeOf, visitTimeOf } from '#lib/core/visit-text.ts'

describe('date and time fit their 16 characters', () => {
  test.each([
    ['Estonian', 'et', ['2027-03-11T14:30'], 'N 11.03 kl 14:30'],
    ['Russian', 'ru', ['2027-03-11T14:30'], 'чт 11.03 в 14:30'],
    ['English, the longest day', 'en', ['2027-11-24T09:05'], 'Wed 24 Nov 09:05'],
    ['a language without words of ours', 'lv', ['2027-03-11T14:30'], '11.03.2027 14:30'],
    ['the night in which clocks go forward', 'et', ['2027-03-28T04:00'], 'P 28.03 kl 04:00'],
    ['29 February', 'et', ['2028-02-29T10:00'], 'T 29.02 kl 10:00'],
  ])('%s', (_why, language, times, expected) => {
    expect(visitTimeOf(language, times)).toBe(expected)
    expect(expected.length).toBeLessThanOrEqual(BUDGETS.time)
  })

  test('a second visit of the day adds its time alone', () => {
    expect(visitTimeOf('et', ['2027-03-11T14:30', '2027-03-11T15:00'])).toBe('N 11.03 kl 14:30, 15:00')
  })

  test('what is no wall-clock time is a bug', () => {
    expect(() => visitTimeOf('et', ['tomorrow'])).toThrow(RangeError)
  })
})

describe('names', () => {
  test.each([
    ['a usual one', ['Mari'], 'Mari'],
    ['two of one family', ['Mari', 'Jaan'], 'Mari, Jaan'],
    ['the same name twice is said once', ['Mari', 'Mari'], 'Mari'],
    ['as long as the budget', ['Maria-Magdalena Anastasiia'.slice(0, 25)], 'Maria-Magdalena Anastasii'],
    ['longer: cut at a word', ['Maximilian Alexander Sebastian'], 'Maximilian'],
    ['two long ones: the first word of each', ['Anna Kristiina', 'Karl Gustav Adolf'], 'Anna, Karl'],
    ['one word longer than the budget', ['Wolfeschlegelsteinhausenbergerdorff'], 'Wolfeschlegelsteinhausenb'],
    ['nothing', [''], ''],
  ])('%s', (_why, names, expected) => {
    expect(visitNameOf(names)).toBe(expected)
  })

  test.each([
    ['short enough', ['dr Tõnu Põldmäe'], 'dr Tõnu Põldmäe'],
    ['first names to initials', ['Maria-Magdalena Põldmäe-Saar'], 'M.-M. Põldmäe-Saar'],
    ['the title stays', ['dr Anastassia Veronika Petrova'], 'dr A. V. Petrova'],
    ['a Russian doctor', ['Александра Константиновна Иванова'], 'А. К. Иванова'],
    ['a surname that fills it alone', ['Hildegard von Wallenstein-Schwarzer'], 'Wallenstein-Schwarzer'],
    ['two visits at one doctor', ['dr Tamm', 'dr Tamm'], 'dr Tamm'],
    ['two doctors: none is named', ['dr Tamm', 'dr Kask'], ''],
    ['no doctor', [null], ''],
  ])('of doctors: %s', (_why, doctors, expected) => {
    expect(visitDoctorOf(doctors)).toBe(expected)
  })

  test('whatever the names, the budget holds and no letter is cut', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (names) => {
        for (const [text, budget] of [
          [visitNameOf(names), BUDGETS.name],
          [visitDoctorOf(names), BUDGETS.doctor],
        ] as const) {
          expect(text.length).toBeLessThanOrEqual(budget)
          expect(text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

test.each([
  ['Estonian', 'et', ['12'], 'kab 12'],
  ['Russian', 'ru', ['12'], 'каб. 12'],
  ['as long as it may be', 'en', ['A-205'], 'room A-205'],
  ['one that does not fit is left out', 'et', ['kirurgia'], ''],
  ['two offices: none', 'et', ['1', '2'], ''],
  ['none', 'et', [null], ''],
])('office: %s', (_why, language, offices, expected) => {
  expect(visitOfficeOf(language, offices)).toBe(expected)
  expect(expected.length).toBeLessThanOrEqual(officeBudget(language))
})
