import { classNames } from '#components/class-names.ts'

const PETALS = [
  [16, 7.5],
  [23.32, 12.82],
  [20.53, 21.43],
] as const
const SPEECH_PETAL =
  'M5.19 21.87A6.3 6.3 0 1 1 13.42 27.42C10.4 29.6 7.1 30.6 4 30.8c-.6 0-.9-.7-.5-1.1C5.3 27.6 5.9 25 5.19 21.87Z'

/** The mark. `ground` is the surface it stands on, which shows between the petals; `outline` is the pale one of empty states. */
export function Logo({
  size = 30,
  ground = 'canvas',
  outline = false,
}: {
  size?: number
  ground?: 'canvas' | 'surface'
  outline?: boolean
}) {
  const gap = ground === 'canvas' ? 'stroke-canvas' : 'stroke-surface'
  const petal = outline
    ? 'fill-blue-soft stroke-petal [stroke-width:0.6]'
    : classNames('fill-petal [stroke-width:0.9]', gap)
  return (
    <svg className="shrink-0" width={size} height={size} viewBox="0 0 32 32" strokeLinejoin="round" aria-hidden="true">
      {PETALS.map(([cx, cy]) => (
        <circle key={`${cx},${cy}`} className={petal} cx={cx} cy={cy} r="6.3" />
      ))}
      <path className={petal} d={SPEECH_PETAL} />
      <circle className={petal} cx="8.68" cy="12.82" r="6.3" />
      <path className={petal} d="M16 1.2A6.3 6.3 0 0 0 16 13.8" />
      <circle className={ground === 'canvas' ? 'fill-canvas' : 'fill-surface'} cx="16" cy="15.2" r="4.8" />
      <circle className="fill-eye" cx="16" cy="15.2" r="2.8" />
    </svg>
  )
}
