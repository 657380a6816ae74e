import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ApplicationStatus } from '#lib/core/application-status.ts'

/** The fields of an application as they were typed. */
export type ApplicationText = {
  legalName: string
  registryCode: string
  senderName: string
  contactName: string
  contactEmail: string
  contactPhone: string
  location: string
  monthlyTexts: string
}

export type Application = ApplicationText & {
  chainId: string
  status: ApplicationStatus
  locale: 'et' | 'en' | 'ru'
  /** Instants as ISO texts. */
  submittedAt: string | null
  decidedAt: string | null
  reason: string | null
  updatedAt: string
}

export type ApplicationStep = {
  id: string
  step: 'submitted' | 'returned' | 'rejected' | 'approved'
  at: string
  /** Null where the reader may not see who it was. */
  staffName: string | null
  reason: string | null
}

const COLUMNS = sql.raw(`
  a.chain_id as "chainId", a.status, a.legal_name as "legalName", a.registry_code as "registryCode", a.sender_name as "senderName",
  a.contact_name as "contactName", a.contact_email as "contactEmail", a.contact_phone as "contactPhone", a.location,
  a.monthly_texts as "monthlyTexts", a.locale, to_json(a.submitted_at) #>> '{}' as "submittedAt",
  to_json(a.decided_at) #>> '{}' as "decidedAt", a.reason, to_json(a.updated_at) #>> '{}' as "updatedAt"`)

export async function findApplication(tx: Tx, chainId: string): Promise<Application | null> {
  const [row] = await tx.execute<Application>(sql`select ${COLUMNS} from applications a where a.chain_id = ${chainId}`)
  return row ?? null
}

/** Writes what was typed into an application in one of `statuses`; makes an empty draft first where there is none. False when it is in another. */
export async function saveApplicationText(
  tx: Tx,
  chainId: string,
  form: ApplicationText,
  statuses: readonly ApplicationStatus[],
): Promise<boolean> {
  await tx.execute(sql`insert into applications (chain_id) values (${chainId}) on conflict do nothing`)
  const rows = await tx.execute(sql`
    update applications a set ${columnsOf(form)}, updated_at = now()
    where a.chain_id = ${chainId} and a.status = any(${arrayLiteral(statuses)}::text[]) returning 1`)
  return rows.length > 0
}

/** Sends it in, from one of `statuses`; null when it is in another, so that of two clicks one does it. */
export async function submitApplicationText(
  tx: Tx,
  chainId: string,
  form: ApplicationText,
  { statuses, staffId, locale }: { statuses: readonly ApplicationStatus[]; staffId: string; locale: string },
): Promise<Application | null> {
  const [row] = await tx.execute<Application>(sql`
    update applications a set ${columnsOf(form)}, status = 'in_review', locale = ${locale}, submitted_by = ${staffId}, submitted_at = now(),
      decided_by = null, decided_at = null, reason = null, updated_at = now()
    where a.chain_id = ${chainId} and a.status = any(${arrayLiteral(statuses)}::text[])
    returning ${COLUMNS}`)
  return row ?? null
}

/** Decides on it, from one of `statuses`; null when it is in another: somebody was faster. */
export async function decideOnApplication(
  tx: Tx,
  chainId: string,
  decision: {
    to: 'approved' | 'returned' | 'rejected'
    statuses: readonly ApplicationStatus[]
    staffId: string
    reason: string | null
  },
): Promise<Application | null> {
  const { to, statuses, staffId, reason } = decision
  const [row] = await tx.execute<Application>(sql`
    update applications a set status = ${to}, decided_by = ${staffId}, decided_at = now(), reason = ${reason}, updated_at = now()
    where a.chain_id = ${chainId} and a.status = any(${arrayLiteral(statuses)}::text[])
    returning ${COLUMNS}`)
  return row ?? null
}

/** Notes a step with the application as it was then. */
export async function insertApplicationStep(
  tx: Tx,
  chainId: string,
  {
    step,
    staffId,
    reason,
    form,
  }: Pick<ApplicationStep, 'step' | 'reason'> & { staffId: string; form: ApplicationText },
): Promise<void> {
  await tx.execute(sql`
    insert into application_steps (chain_id, step, staff_id, reason, form)
    values (${chainId}, ${step}, ${staffId}, ${reason}, ${JSON.stringify(form)}::jsonb)`)
}

/** The steps of an application, newest first, with the names of those whom the reader may see. */
export async function listApplicationSteps(tx: Tx, chainId: string): Promise<ApplicationStep[]> {
  return tx.execute<ApplicationStep>(sql`
    select s.id, s.step, to_json(s.at) #>> '{}' as at, p.name as "staffName", s.reason
    from application_steps s left join staff p on p.id = s.staff_id
    where s.chain_id = ${chainId} order by s.id desc`)
}

export type ListedApplication = Pick<
  Application,
  'chainId' | 'status' | 'legalName' | 'registryCode' | 'senderName' | 'location' | 'monthlyTexts' | 'decidedAt'
> & { chainName: string; submittedAt: string }

/** Applications that were sent in, newest first. `before` is the last of the page before. */
export async function listApplications(
  tx: Tx,
  options: {
    status?: ApplicationStatus | undefined
    before?: { submittedAt: string; chainId: string } | undefined
    limit: number
  },
): Promise<ListedApplication[]> {
  const { status, before, limit } = options
  return tx.execute<ListedApplication>(sql`
    select ${COLUMNS}, c.name as "chainName"
    from applications a join chains c on c.id = a.chain_id
    where a.submitted_at is not null
      and ${status ? sql`a.status = ${status}` : sql`true`}
      and ${before ? sql`(a.submitted_at, a.chain_id) < (${before.submittedAt}::timestamptz, ${before.chainId}::uuid)` : sql`true`}
    order by a.submitted_at desc, a.chain_id desc limit ${limit}`)
}

/** How many were sent in and stand where; a service has hundreds of them, not millions. */
export async function countApplications(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx.execute<{ status: string; count: number }>(sql`
    select status, count(*)::int as count from applications where submitted_at is not null group by status`)
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

function columnsOf(form: ApplicationText) {
  return sql`legal_name = ${form.legalName}, registry_code = ${form.registryCode}, sender_name = ${form.senderName},
    contact_name = ${form.contactName}, contact_email = ${form.contactEmail}, contact_phone = ${form.contactPhone},
    location = ${form.location}, monthly_texts = ${form.monthlyTexts}`
}
