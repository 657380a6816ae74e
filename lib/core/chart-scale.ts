const STEPS = [1, 2, 2.5, 5, 10]

/** Round marks of an axis from zero to at least `max`, about `count` of them above zero. A chart of nothing has one mark. */
export function scaleMarks(max: number, count = 3): number[] {
  if (!(max > 0)) return [0]
  const rough = max / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (STEPS.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10)
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}
