/**
 * One box per part of an SMS, filled as far as the text goes. Words stand beside it: parts, characters, what is left.
 *
 * `units` and `capacity` are in the encoding's own unit; an empty text shows one empty box.
 */
export function SegmentMeter({
  units,
  segments,
  capacity,
  small,
}: {
  units: number
  segments: number
  /** Units that all parts together hold. */
  capacity: number
  small?: boolean
}) {
  const boxes = Math.max(1, segments)
  const perBox = capacity / boxes
  const fill = (index: number) => Math.max(0, Math.min(1, (units - index * perBox) / perBox))
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-[3px]" aria-hidden="true">
      {Array.from({ length: boxes }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are numbered
          key={index}
          className={`overflow-hidden rounded-[4px] border border-line-strong bg-sunken ${small ? 'h-2' : 'h-2.5'}`}
        >
          <span
            className="tx-solid block h-full"
            style={{
              width: `${fill(index) * 100}%`,
              '--tx': segments >= WARN_FROM ? 'var(--warn-mark)' : 'var(--blue)',
            }}
          />
        </span>
      ))}
    </div>
  )
}

const WARN_FROM = 3
