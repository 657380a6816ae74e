import { afterEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { letters } from '#db/schema/letters.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import { sendLetters } from '#lib/letters/send.ts'
import { writeLetter } from '#lib/letters/write.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { asAuth, asOperator, inChain } from '#lib/runtime/transaction.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'
import type { SmtpSink } from '#tests/smtp-sink.ts'
import { startSmtpSink } from '#tests/smtp-sink.ts'

testDatabase()

let sink: SmtpSink | undefined
afterEach(async () => {
  await sink?.stop()
  sink = undefined
  setEnv({ LETTERS_SMTP: '' })
  await db().delete(letters)
})

async function aMailServer(script: Parameters<typeof startSmtpSink>[0] = {}): Promise<SmtpSink> {
  sink = await startSmtpSink(script)
  setEnv({ LETTERS_SMTP: `smtp://127.0.0.1:${sink.port}`, LETTERS_FROM: 'portal@meelespea.example' })
  return sink
}

const anInvitation = {
  to: 'vera@kliinik.example',
  locale: 'ru',
  kind: 'invite',
  params: { name: 'Вера', chain: 'Sinilille', inviter: 'Kadri', days: 7, path: '/invite/secret-token' },
} as const

const send = () => sendLetters({}, {})
const wait = () =>
  db()
    .update(letters)
    .set({ nextTryAt: new Date(0) })

describe('a letter', () => {
  test('goes in with what it tells of, or not at all', async () => {
    const ctx = await aChain()
    const undone = inChain(ctx, async (tx) => {
      await enqueueLetter(tx, anInvitation)
      throw new Error('the change failed')
    })
    await expect(undone).rejects.toThrow('the change failed')
    expect(await db().select().from(letters)).toEqual([])

    await inChain(ctx, (tx) => enqueueLetter(tx, anInvitation))
    expect(await db().select().from(letters)).toHaveLength(1)
    expect(await jobsFor('letters.send')).toEqual([{}])
  })

  test('can be asked for before anybody has signed in, and by the operator', async () => {
    await asAuth((tx) => enqueueLetter(tx, anInvitation))
    await asOperator((tx) => enqueueLetter(tx, anInvitation))
    expect(await db().select().from(letters)).toHaveLength(2)
  })

  test('waits without a mail server, readable to whoever has the secret and to nobody else', async () => {
    await asAuth((tx) => enqueueLetter(tx, anInvitation))
    await send()
    const [kept] = await asOperator((tx) => tx.select().from(letters))
    expect(kept).toMatchObject({ sentAt: null, tries: 0 })
    expect(JSON.stringify(kept)).not.toContain('secret-token')
    expect((kept && (await writeLetter(kept)))?.text).toContain('http://localhost:3000/invite/secret-token')
    await expect(asAuth((tx) => tx.select().from(letters))).rejects.toThrow()
  })

  test('reaches its reader in their language, and what is in it is forgotten here', async () => {
    const { letters: arrived } = await aMailServer()
    await asAuth((tx) => enqueueLetter(tx, anInvitation))
    await send()
    expect(arrived.map(({ envelope, email }) => [envelope.to, email.from?.address, email.subject])).toEqual([
      [['vera@kliinik.example'], 'portal@meelespea.example', 'Sinilille приглашает вас в Meelespea'],
    ])
    expect(arrived[0]?.email.text).toContain('/invite/secret-token')
    expect(arrived[0]?.email.html).toContain('href="http://localhost:3000/invite/secret-token"')
    const [sent] = await db().select().from(letters)
    expect(sent).toMatchObject({ sealedParams: null, trouble: null })
    expect(sent?.sentAt).not.toBeNull()
  })

  test('is tried again under the same Message-ID when the server is busy or breaks off', async () => {
    const reactions = [{ reply: '451 come back later' }, { hangUp: true as const }]
    const { letters: arrived } = await aMailServer({ react: (step, n) => (step === 'dot' ? reactions[n] : undefined) })
    await asAuth((tx) => enqueueLetter(tx, anInvitation))
    for (const tries of [1, 2]) {
      await send()
      expect(arrived).toHaveLength(0)
      expect(await db().select().from(letters)).toMatchObject([{ tries, sentAt: null }])
      await send() // not due yet
      expect(await db().select().from(letters)).toMatchObject([{ tries }])
      await wait()
    }
    await send()
    const [row] = await db().select().from(letters)
    expect(arrived.map(({ email }) => email.messageId)).toEqual([`<${row?.id}@meelespea.example>`])
  })

  test('that is a week old is given up, and its link with it', async () => {
    const { letters: arrived } = await aMailServer()
    await asAuth((tx) => enqueueLetter(tx, anInvitation))
    await db()
      .update(letters)
      .set({ createdAt: new Date(Date.now() - 8 * 24 * 3600 * 1000) })
    await send()
    expect(arrived).toEqual([])
    expect(await db().select().from(letters)).toMatchObject([{ sealedParams: null, sentAt: null }])
  })
})
