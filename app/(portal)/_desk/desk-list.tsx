import { Download } from 'lucide-react'
import type { ReactNode } from 'react'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'

type DeskListProps = {
  /** What the page, its list and the file of it are called, in the reader's words. */
  words: { title: string; sub: string; list: string; export: string }
  exportHref: string
  /** Beside the file: what else can be done here. */
  actions?: ReactNode
  filters: ReactNode
  previousHref: string | null
  nextHref: string | null
  children: ReactNode
}

/** A page of the operator's desk that is one list: narrowed by filters, paged by keyset, and whole as a file. */
export function DeskList({ words, exportHref, actions, filters, previousHref, nextHref, children }: DeskListProps) {
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={
          <>
            <DownloadButton href={exportHref} icon={<Download aria-hidden="true" />} download>
              {words.export}
            </DownloadButton>
            {actions}
          </>
        }
      />
      <Card
        flush
        title={words.list}
        aside={filters}
        footer={<Pagination previousHref={previousHref} nextHref={nextHref} />}
      >
        {children}
      </Card>
    </>
  )
}
