import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Bubble } from '#components/ui/bubble.tsx'

// The texts are in the patients' languages, whatever the screen speaks.
const TEXTS = [
  ['et', 'Tere, Mari! Ootame Teid homme kell 14:30, Tartu mnt 18, kabinet 5.'],
  ['ru', 'Здравствуйте, Сергей! Ждём Вас завтра в 15:00, Тарту мнт 18, каб. 2.'],
  ['en', 'Hello Oliver! See you tomorrow at 16:30, Tartu mnt 18, room 5. Confirm: tammiku.ee/k'],
] as const

// x, y, turn in degrees, scale, opacity
const FLOWERS = [
  [86, 92, 10, 1.875, 0.5],
  [640, 150, 30, 2.75, 0.55],
  [560, 70, 0, 1.125, 0.35],
  [40, 330, 20, 1.25, 0.35],
  [690, 420, 50, 1.5, 0.4],
  [70, 760, 14, 2.875, 0.55],
  [180, 850, 40, 1.5, 0.4],
  [620, 800, 0, 2.125, 0.5],
  [480, 868, 25, 1.125, 0.35],
  [330, 60, 8, 0.875, 0.3],
] as const

const PETALS = [
  [0, -8],
  [7.61, -2.47],
  [4.7, 6.47],
  [-4.7, 6.47],
  [-7.61, -2.47],
] as const

/** What the portal does, at a glance: the one page with a decoration. */
export function Meadow() {
  const t = useTranslations('auth')
  return (
    <aside className="relative hidden place-items-center overflow-hidden bg-canvas lg:grid" aria-hidden="true">
      <svg
        className="absolute inset-0 size-full"
        viewBox="0 0 720 900"
        preserveAspectRatio="xMidYMid slice"
        aria-hidden="true"
      >
        {FLOWERS.map(([x, y, turn, scale, opacity]) => (
          <g key={`${x},${y}`} transform={`translate(${x} ${y}) rotate(${turn}) scale(${scale})`} opacity={opacity}>
            {PETALS.map(([cx, cy]) => (
              <circle key={`${cx},${cy}`} className="fill-petal-2" cx={cx} cy={cy} r="6.4" />
            ))}
            <circle className="fill-canvas" r="4.8" />
            <circle className="fill-eye" r="2.8" />
          </g>
        ))}
      </svg>
      <div className="relative grid w-[min(380px,76%)] gap-[22px] rounded-[24px] border border-line bg-surface p-7">
        {TEXTS.map(([lang, text]) => (
          <div key={lang} className="grid gap-1.5">
            <span className="type-meta text-ink-3">{t('example.when')}</span>
            <Bubble lang={lang}>{text}</Bubble>
          </div>
        ))}
        <p className="-mt-4 flex items-center gap-1.5 ps-1 type-label text-ok">
          <CircleCheck className="size-4" strokeWidth={1.75} />
          {t('example.confirmed')}
        </p>
      </div>
    </aside>
  )
}
