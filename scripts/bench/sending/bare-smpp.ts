import { once } from 'node:events'
import smpp from 'smpp'

import { submitParts } from '#lib/providers/smpp/submit-parts.ts'
import { anSms } from '#scripts/bench/sending/a-text.ts'

/** Texts to an SMSC by npm `smpp` and nothing else: so many unanswered at once, each followed by the next. */
export async function bareSmpp(port: number, window: number, texts: number): Promise<void> {
  const session = smpp.connect({ host: '127.0.0.1', port })
  await once(session, 'connect')
  const bound = Promise.withResolvers<unknown>()
  session.bind_transceiver({ system_id: 'bench', password: 'bench' }, bound.resolve)
  await bound.promise

  const packets = Array.from({ length: texts }, (_, n) => submitParts(anSms(n), 0)[0])
  const all = Promise.withResolvers<void>()
  let next = 0
  let answered = 0
  const submit = () => {
    const packet = packets[next]
    if (!packet) return
    next += 1
    session.submit_sm(packet, ({ command_status: status }) => {
      if (status !== 0) return all.reject(new Error(`refused: ${status}`))
      answered += 1
      if (answered === texts) all.resolve()
      else submit()
    })
  }
  for (let open = 0; open < window; open += 1) submit()
  await all.promise
  session.close()
}
