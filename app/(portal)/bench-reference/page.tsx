import { notFound } from 'next/navigation'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Table } from '#components/ui/table.tsx'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'

export const metadata = { title: 'Reference' }

const ROWS = Array.from({ length: 50 }, (_, index) => index + 1)
const COLUMNS = ['Name', 'Code', 'Born', 'Phone', 'Language', 'Clinic', 'Balance']

/**
 * What a page costs that asks the database for nothing of its own: the frame, the session and 50 rows that never change. Lists and
 * reports are held against it (scripts/bench). Not a setting of the portal: only a benchmark switches it on.
 */
export default portalPage(async function BenchReferencePage() {
  await requireStaff('patient.read')
  if (process.env.MEELESPEA_BENCH !== 'on') notFound()
  return (
    <>
      <PageHead title="Reference" sub="The frame and 50 rows that never change." />
      <Card flush title="Rows">
        <Table label="Rows">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map((row) => (
              <tr key={row}>
                <th scope="row">Mari Maasikas {row}</th>
                <td>S{row}</td>
                <td>17.05.1985</td>
                <td>•••• 4567</td>
                <td>eesti</td>
                <td>Kesklinn</td>
                <td className="num">0,00 €</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
})
