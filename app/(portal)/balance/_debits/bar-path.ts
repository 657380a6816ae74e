type Scale = { middle: number; width: number; y(micro: number): number }

/**
 * One part of a stacked bar, as what a path draws. The parts of a kind are one shape over all bars: sixty rectangles would each be drawn, sent
 * and taken over by themselves.
 */
export function barPath(parts: readonly number[], series: number, { middle, width, y }: Scale): string {
  const part = parts[series] ?? 0
  if (part === 0) return ''
  const from = parts.slice(0, series).reduce((sum, micro) => sum + micro, 0)
  const height = Math.max(1, y(from) - y(from + part) - 1)
  const corner = Math.min(2, width / 4, height / 2)
  const [across, down] = [width - 2 * corner, height - 2 * corner].map(short)
  const turn = (x: number, dy: number) => `a${short(corner)} ${short(corner)} 0 0 1 ${short(x)} ${short(dy)}`
  const start = `M${short(middle - width / 2 + corner)} ${short(y(from + part))}`
  return `${start}h${across}${turn(corner, corner)}v${down}${turn(-corner, corner)}h-${across}${turn(-corner, -corner)}v-${down}${turn(corner, -corner)}z`
}

/** Hundredths of a unit are finer than any screen. */
export function short(units: number): number {
  return Math.round(units * 100) / 100
}
