import { LanguageCode, LanguageName } from '#components/language-name.tsx'
import { LocalTime } from '#components/local-time.tsx'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { FilterBar } from '#components/ui/filter-bar.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { EmptyRow, SkeletonRows, SortHeader, Table } from '#components/ui/table.tsx'
import { TIME_STYLES } from '#lib/core/time-format.ts'

const AT = new Date('2026-10-14T09:24:07Z')
const ROWS = [
  ['Mari Tamm', 'et', 'delivered', 45_000],
  ['Сергей Морозов', 'ru', 'undelivered', 90_000],
  ['Triin Kõiv', 'et', 'unknown', 45_000],
] as const

export function TablesSection() {
  return (
    <>
      <Card
        className="xl:col-span-2"
        title="Table"
        aside={
          <FilterBar action="/dev/components" clearHref="/dev/components">
            <SearchField label="Name or number" small />
            <Select name="status" aria-label="Status" size="s" placeholder="Status: all" options={[]} />
          </FilterBar>
        }
        footer={
          <Pagination previousHref={null} nextHref="/dev/components?after=1">
            1–50 / 3 850
          </Pagination>
        }
        flush
      >
        <Table label="Deliveries">
          <thead>
            <tr>
              <SortHeader href="/dev/components?sort=at" order="descending">
                Sent
              </SortHeader>
              <th scope="col">Patient</th>
              <th scope="col" className="hs">
                Language
              </th>
              <th scope="col">Status</th>
              <th scope="col" className="num">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([name, language, status, micro]) => (
              <tr key={name} aria-selected={status === 'unknown'}>
                <td>
                  <LocalTime at={AT} style="timeWithSeconds" />
                </td>
                <td>
                  <a className="link" href="/dev/components" lang={language}>
                    {name}
                  </a>
                </td>
                <td className="hs">
                  <LanguageName code={language} boxed />
                </td>
                <td>
                  <StatusBadge kind="delivery" status={status} />
                </td>
                <td className="num">
                  <Money micro={micro} decimals={3} />
                </td>
              </tr>
            ))}
            <SkeletonRows rows={1} columns={5} />
            <EmptyRow columns={5}>
              Nothing matches these filters. <Button size="s">Clear filters</Button>
            </EmptyRow>
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={2}>Total</td>
              <td className="hs" />
              <td />
              <td className="num">
                <Money micro={180_000} decimals={3} />
              </td>
            </tr>
          </tfoot>
        </Table>
      </Card>
      <Card title="Times, languages">
        <ul className="grid gap-1">
          {TIME_STYLES.map((style) => (
            <li key={style} className="flex justify-between gap-4">
              <span className="type-meta text-ink-3">{style}</span>
              <LocalTime at={AT} style={style} />
            </li>
          ))}
        </ul>
        <p className="mt-3 flex flex-wrap gap-3">
          <LanguageName code="et" boxed />
          <LanguageName code="ru" boxed />
          <LanguageName code="uk" boxed />
          <LanguageCode code="et" current />
        </p>
      </Card>
    </>
  )
}
