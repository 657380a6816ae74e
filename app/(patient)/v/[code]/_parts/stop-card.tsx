import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Unfolded } from './unfolded.tsx'

type StopCardProps = { code: string; channel: 'sms' | 'email'; refusalCode: string | null; mayStop: boolean }

/** No more texts at all; and, once that is said, the way back. */
export function StopCard({ code, channel, refusalCode, mayStop }: StopCardProps) {
  const t = useTranslations('visits.stop')
  if (refusalCode) {
    return (
      <Note
        tone="info"
        action={
          <a className="link" href={`/o/${refusalCode}`}>
            {t('back')}
          </a>
        }
      >
        {t('stopped', { channel })}
      </Note>
    )
  }
  if (!mayStop) return null
  return (
    <Unfolded summary={t('label', { channel })} quiet>
      <p className="text-pretty text-ink-2">{t('means')}</p>
      <form method="post" action={`/v/${code}/answer`}>
        <Button type="submit" name="answer" value="stop" variant="secondary" size="l" full className="text-wrap!">
          {t('sure', { channel })}
        </Button>
      </form>
    </Unfolded>
  )
}
