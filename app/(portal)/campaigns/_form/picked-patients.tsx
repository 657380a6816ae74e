import { useTranslations } from 'next-intl'

import { ChannelChoice } from './audience-panel.tsx'
import type { ComposeData } from './compose-data.ts'

/** Whom a private message is for. They were picked on the list of patients, and are picked anew there. */
export function PickedPatients({ picked }: { picked: NonNullable<ComposeData['picked']> }) {
  const t = useTranslations('campaigns.picked')
  const { total, first } = picked
  return (
    <div className="grid gap-3.5">
      <ChannelChoice />
      <ul className="grid max-h-72 gap-1 overflow-y-auto" aria-label={t('list')}>
        {first.map(({ id, name }) => (
          <li key={id}>
            <a className="link wrap-anywhere" href={`/patients/${id}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      {total > first.length && <p className="type-small text-ink-3">{t('more', { count: total - first.length })}</p>}
      <p className="type-small text-ink-2">{t('hint')}</p>
    </div>
  )
}
