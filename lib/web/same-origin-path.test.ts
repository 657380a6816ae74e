import { expect, test } from 'vitest'

import { sameOriginPath } from '#lib/web/same-origin-path.ts'

test.each([
  ['a page of the portal', '/campaigns', '/campaigns'],
  ['with its filters', '/patients?q=Tamm&clinic=1#row', '/patients?q=Tamm&clinic=1#row'],
  ['another host', 'https://evil.example/', '/'],
  ['another host without a scheme', '//evil.example', '/'],
  ['a backslash is a slash to browsers', '/\\evil.example', '/'],
  ['a tab vanishes, leaving two slashes', '/\t/evil.example', '/'],
  ['a line break vanishes too', '/\n/evil.example', '/'],
  ['dots that climb to a double slash', '/..//evil.example', '/'],
  ['a script', 'javascript:alert(1)', '/'],
  ['not a path', 'campaigns', '/'],
  ['twice in the address', ['/a', '/b'], '/'],
  ['nothing', undefined, '/'],
  ['longer than any address of ours', `/${'a'.repeat(3000)}`, '/'],
])('%s', (_why, given, path) => {
  expect(sameOriginPath(given)).toBe(path)
})
