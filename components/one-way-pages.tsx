import { Pagination } from '#components/ui/pagination.tsx'

/** The foot of a list that is read forwards only, and begins anew. */
export function OneWayPages({
  page: { hasPrevious, hasNext, last },
  at,
}: {
  page: { hasPrevious: boolean; hasNext: boolean; last: { id: string } | undefined }
  /** The address of the page after a row; without one, of the first. */
  at: (after: string | undefined) => string
}) {
  return <Pagination previousHref={hasPrevious ? at(undefined) : null} nextHref={hasNext ? at(last?.id) : null} />
}
