import { requireStaff } from '#lib/web/require-staff.ts'
import { ChainMessagingHeading } from '../_shell/chain-messaging-heading.tsx'
import { CategoryHistory } from '../_category/category-history.tsx'

export default async function RemindersPage({ searchParams }: PageProps<'/reminders'>) {
  await requireStaff('automatic.read')
  return (
    <>
      <ChainMessagingHeading current="reminders" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <div></div>
        <CategoryHistory kind="reminder" searchParams={await searchParams} path="/reminders" />
      </div>
    </>
  )
}
