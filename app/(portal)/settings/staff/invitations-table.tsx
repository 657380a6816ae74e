'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LocalTime } from '#components/local-time.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Table } from '#components/ui/table.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { Invitation } from '#db/queries/invitations.ts'
import { resendInvitationAction, withdrawInvitationAction } from './actions.ts'
import { ClinicNames } from './clinic-names.tsx'

export type ShownInvitation = Pick<Invitation, 'id' | 'name' | 'email' | 'role' | 'clinicIds' | 'expiresAt'>

/** Who was asked and has not come yet. */
export function InvitationsTable({
  invitations,
  clinicNames,
  now,
}: {
  invitations: readonly ShownInvitation[]
  clinicNames: ReadonlyMap<string, string>
  now: Date
}) {
  const t = useTranslations('staff')
  const tRole = useTranslations('statuses.roles')
  return (
    <Table label={t('invitations')}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col" className="hs">
            {t('role')}
          </th>
          <th scope="col" className="hs">
            {t('clinics')}
          </th>
          <th scope="col" className="hs">
            {t('validUntil')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {invitations.map(({ id, name, email, role, clinicIds, expiresAt }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              <span className="block type-small font-normal wrap-anywhere text-ink-3">{email}</span>
              <span className="block type-small font-normal text-ink-2 md:hidden">
                {tRole(role)}, <ClinicNames role={role} clinicIds={clinicIds} clinicNames={clinicNames} />
              </span>
              <span className="block type-small font-normal text-ink-3 md:hidden">
                {t('validUntil')} <ValidUntil expiresAt={expiresAt} now={now} />
              </span>
            </th>
            <td className="hs">{tRole(role)}</td>
            <td className="hs">
              <ClinicNames role={role} clinicIds={clinicIds} clinicNames={clinicNames} />
            </td>
            <td className="hs">
              <ValidUntil expiresAt={expiresAt} now={now} />
            </td>
            <td>
              <InvitationButtons invitationId={id} name={name} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function ValidUntil({ expiresAt, now }: { expiresAt: Date; now: Date }) {
  const t = useTranslations('staff')
  if (expiresAt <= now) return <Badge tone="warn">{t('expired')}</Badge>
  return <LocalTime at={expiresAt} style="dayAndTime" />
}

function InvitationButtons({ invitationId, name }: { invitationId: string; name: string }) {
  const t = useTranslations('staff')
  const refusalText = useRefusalText()
  const [resent, resend] = useActionState(resendInvitationAction, null)
  const [withdrawn, withdraw] = useActionState(withdrawInvitationAction, null)
  const refused = [resent, withdrawn].find((state) => state && !state.ok)
  return (
    <div className="flex flex-wrap justify-end gap-1 max-md:flex-col max-md:items-end">
      <form action={resend}>
        <input type="hidden" name="invitationId" value={invitationId} />
        <SubmitButton size="s" variant="quiet" aria-label={`${t('resend')}: ${name}`}>
          {t('resend')}
        </SubmitButton>
      </form>
      <form action={withdraw}>
        <input type="hidden" name="invitationId" value={invitationId} />
        <SubmitButton size="s" variant="quiet" aria-label={`${t('withdraw')}: ${name}`}>
          {t('withdraw')}
        </SubmitButton>
      </form>
      <p role="status" className="basis-full text-end type-small">
        {resent?.ok && t('resent')}
        {refused && !refused.ok && <span className="text-bad">{refusalText(refused)}</span>}
      </p>
    </div>
  )
}
