import { useFormats } from '#components/use-formats.ts'
import type { TimeStyle } from '#lib/core/time-format.ts'

/** An instant on a clinic's wall: give the clinic's zone where the page knows it. */
export function LocalTime({ at, style = 'weekdayTime', timeZone }: { at: Date; style?: TimeStyle; timeZone?: string }) {
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {useFormats().time(at, style, timeZone)}
    </time>
  )
}
