import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Next fetches what a <Link> leads to as soon as it is seen: an export would be read whole by everybody who opens its list.
const PREFETCHED = /<(Link|LinkButton)\b[^>]*?(\bdownload\b|\/(export|csv|refusals)\b)/g

test('a file is linked by a plain anchor', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'))
  const found = pages.flatMap((path) =>
    (readFileSync(`app/${path}`, 'utf8').match(PREFETCHED) ?? []).map((tag) => `${path}: ${tag}`),
  )
  expect(found).toEqual([])
})

test('one that is fetched ahead would be seen', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source code, as it stands in a file
  expect('<LinkButton\n href={`${path}/csv`}>'.match(PREFETCHED)).toHaveLength(1)
  expect('<Link href="/a" download>'.match(PREFETCHED)).toHaveLength(1)
  expect('<DownloadButton href="/a/csv" download>'.match(PREFETCHED)).toBeNull()
})
