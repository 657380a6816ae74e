import { TRIAL_PROVIDER } from '#lib/core/trial-providers.ts'
import { openGate } from '#lib/deliveries/gate.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { emailLine, smsLine } from '#lib/deliveries/line.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { askAboutDoubts } from '#worker/handlers/look-ups.ts'
import type { Loop } from '#worker/loop.ts'
import { startLoop } from '#worker/loop.ts'

// Chains that are not activated try everything against a sandbox of their own. It is no account: whatever the operator does with
// those, trials have nowhere else to go.

const IDLE_SECONDS = 2

/** Begins to hand trials over, by one lane for each channel. What comes back wakes the lane of a channel. */
export function startTrialLanes(stopping: AbortSignal): (channel: 'sms' | 'email') => void {
  const sms = startLane(smsLine(createSandbox('sms', TRIAL_PROVIDER.sms)), stopping)
  const email = startLane(emailLine(createSandbox('email', TRIAL_PROVIDER.email)), stopping)
  return (channel) => (channel === 'sms' ? sms : email).wake()
}

function startLane<Outbound>(line: Line<Outbound>, stopping: AbortSignal): Loop {
  const { provider, channel } = line
  const { windowSize } = provider
  const gate = openGate(windowSize)
  const stopAsking = askAboutDoubts(provider)
  const round = async () => {
    const leaseSeconds = env().LEASE_SECONDS
    const { sent, idle } = await handOverBatches({ line, windowSize, leaseSeconds, gate, carries: 'trials', stopping })
    if (sent > 0) log.info('trials were handed over', { channel, provider: provider.name, count: sent })
    const waitSeconds = gate.breaker.waitMilliseconds() / 1000
    return { waitSeconds: waitSeconds > 0 || !idle ? waitSeconds : IDLE_SECONDS }
  }
  return startLoop(`hand-over ${provider.name}`, round, stopping, async () => {
    stopAsking()
    await provider.close()
  })
}
