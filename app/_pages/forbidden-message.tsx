import { getTranslations } from 'next-intl/server'

import { PageMessage } from '#components/page-message.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { currentStaff } from '#lib/web/current-staff.ts'

export async function ForbiddenMessage() {
  const t = await getTranslations('shell')
  // The operator has no chain, so no colleagues there to see it and no manager to ask.
  const isOperator = (await currentStaff())?.role === 'operator'
  return (
    <PageMessage title={t('forbidden.title')} action={<LinkButton href="/">{t('notFound.home')}</LinkButton>}>
      {t(isOperator ? 'forbidden.operator' : 'forbidden.body')}
    </PageMessage>
  )
}
