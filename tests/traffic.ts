import { accountGate } from '#lib/deliveries/gate.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { createHealth } from '#lib/providers/health.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'
import { reportTraffic } from '#lib/routing/report-traffic.ts'
import { createTally } from '#lib/routing/tally.ts'
import { accepted, scriptedProvider } from '#tests/scripted-provider.ts'

const NEVER = new AbortController().signal
export const WORKER = '00000000-0000-4000-8000-000000000001'

type State = 'up' | 'down' | 'refused'

/** What a worker says of its accounts. */
export const tell = (states: Record<string, State>, workerId = WORKER) =>
  reportTraffic(
    workerId,
    Object.entries(states).map(([name, state]) => ({
      name,
      state,
      detail: state === 'up' ? null : 'unreachable',
      since: new Date(),
      troubledSince: null,
      lastOkAt: null,
    })),
    [],
  )

/** An account that works through what is its to carry. */
export function anAccount(
  name: string,
  answer: () => SendOutcome = accepted,
  { windowSize = 10, ratePerSecond = null as number | null } = {},
) {
  const provider = { ...scriptedProvider(answer, { name, windowSize }), ...healthOf() }
  const tally = createTally(name)
  const gate = accountGate({ name, windowSize, lanes: 1, ratePerSecond: () => ratePerSecond }, provider, tally.note)
  const work = () => handOverBatches({ line: smsLine(provider), windowSize, gate, stopping: NEVER })
  return { provider, gate, tally, work }
}

function healthOf() {
  const health = createHealth()
  health.set('up')
  return { health: health.read, setHealth: health.set }
}
