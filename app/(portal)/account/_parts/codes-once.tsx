import { useTranslations } from 'next-intl'

import { CopyButton } from '#components/ui/copy-button.tsx'
import { Note } from '#components/ui/note.tsx'

/** Recovery codes, shown this once. */
export function CodesOnce({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('account.codes')
  return (
    <div className="grid gap-3">
      <Note tone="warn" role="status" title={t('title')}>
        {t('lead')}
      </Note>
      <ul aria-label={t('list')} className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-m bg-sunken p-3 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} />
      </div>
    </div>
  )
}
