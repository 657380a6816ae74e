import { parseArgs } from 'node:util'

import { openScriptDatabase } from '#bin/script-database.ts'
import { secretOfInstance } from '#bin/secret.ts'
import { WrongTransport } from '#lib/providers/transport.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { changeAddress } from '#lib/routing/change-address.ts'
import { describeAccounts } from '#lib/routing/describe-accounts.ts'
import { moveAccount } from '#lib/routing/move-account.ts'
import { removeAccount } from '#lib/routing/remove-account.ts'
import { setRate } from '#lib/routing/set-rate.ts'
import { switchAccount } from '#lib/routing/switch-account.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { setEnv } from '#lib/runtime/env.ts'

// npm run provider -- …: the accounts with providers, their order and their rates. Workers notice within seconds.

const HELP = `Accounts with SMS and e-mail providers. The first of a channel carries everything while it is well.

  npm run provider -- list                          accounts in their order, and how they fare
  npm run provider -- add NAME ADDRESS              at the end of its channel's list (a sandbox: --channel sms|email)
  npm run provider -- address NAME ADDRESS          another address or password for the same account
  npm run provider -- move NAME PLACE               1 is the first
  npm run provider -- rate NAME PER_SECOND          SMS parts or letters a second, over all workers; none for no limit
                                                    (--burst N: so many at once after a pause)
  npm run provider -- enable NAME | disable NAME
  npm run provider -- remove NAME                   only one that no text ever went out by

An address is sandbox, or one of
  smpp://user:password@host:2775?window=50&binds=1  (smpps:// for TLS)
  messentes://user:password@host?hook-secret=…      receipts come to /hooks/NAME; also hook-addresses, hook-url, window
  kannel://user:password@host:13013?hook-secret=…   the same
  smtp://user:password@host:587?from=name@clinic.example  (smtps:// for TLS from the first byte); also window, dkim-selector
                                                    and dkim-key, bounces
Write "-" for ADDRESS to be asked for it, so that its password stays out of the shell's history.`

class WrongCommand extends Error {
  override name = 'WrongCommand'
}

type Options = { channel?: string | undefined; burst?: string | undefined }

const COMMANDS: Record<string, { words: number; run(words: string[], options: Options): Promise<string> }> = {
  list: { words: 0, run: () => describeAccounts(new Date()) },
  add: {
    words: 2,
    async run([name = '', address = ''], { channel }) {
      const added = await addAccount({ name, address: await given(address), ...(channel ? { channel } : {}) })
      return `${name} is on the list of ${added === 'sms' ? 'SMS' : 'e-mail'} accounts. Workers open it within seconds.`
    },
  },
  address: {
    words: 2,
    async run([name = '', address = '']) {
      await changeAddress(name, await given(address))
      return `${name} has the new address. Workers open it anew within seconds.`
    },
  },
  move: {
    words: 2,
    async run([name = '', place]) {
      await moveAccount(name, Number(place))
      return `${name} is at place ${place} of its channel.`
    },
  },
  rate: {
    words: 2,
    async run([name = '', rate], { burst }) {
      const ratePerSecond = rate === 'none' ? null : Number(rate)
      await setRate(name, { ratePerSecond, ...(burst === undefined ? {} : { burst: Number(burst) }) })
      return ratePerSecond === null ? `${name} has no limit.` : `${name} takes at most ${ratePerSecond} a second.`
    },
  },
  enable: { words: 1, run: async ([name = '']) => `${await switched(name, true)} is switched on.` },
  disable: { words: 1, run: async ([name = '']) => `${await switched(name, false)} is switched off.` },
  remove: {
    words: 1,
    async run([name = '']) {
      await removeAccount(name)
      return `${name} is removed.`
    },
  },
}

let closeScriptDatabase = async () => {}
try {
  const { command, words, options } = readCommand(process.argv.slice(2))
  if (command) {
    closeScriptDatabase = await openScriptDatabase()
    setEnv({ SECRET: secretOfInstance() })
    console.log(await command.run(words, options))
  } else {
    console.log(HELP)
  }
} catch (error) {
  const isSentence = error instanceof WrongCommand || error instanceof WrongAccount || error instanceof WrongTransport
  if (!isSentence) throw error
  console.error(error.message)
  process.exitCode = 1
}
await closeScriptDatabase()
process.exit()

function readCommand(args: string[]) {
  const { values, positionals } = parse(args)
  const [name, ...words] = positionals
  if (values.help || name === undefined || name === 'help') return { command: null, words, options: values }
  const command = COMMANDS[name]
  if (!command) {
    throw new WrongCommand(`"${name}" is none of ${Object.keys(COMMANDS).join(', ')}. See: npm run provider -- --help`)
  }
  if (words.length !== command.words) {
    throw new WrongCommand(`"${name}" takes ${command.words} words after it. See: npm run provider -- --help`)
  }
  return { command, words, options: values }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, channel: { type: 'string' }, burst: { type: 'string' } },
    })
  } catch {
    throw new WrongCommand('Options are --channel, --burst and --help. See: npm run provider -- --help')
  }
}

/** An address from the command line, or, for "-", from the first line of what is typed or piped in. */
async function given(address: string): Promise<string> {
  if (address !== '-') return address
  if (process.stdin.isTTY) process.stderr.write('Address: ')
  for await (const chunk of process.stdin) return String(chunk).split('\n')[0]?.trim() ?? ''
  return ''
}

async function switched(name: string, enabled: boolean): Promise<string> {
  await switchAccount(name, enabled)
  return name
}
