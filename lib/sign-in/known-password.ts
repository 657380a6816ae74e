import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Below 10⁸ guesses: it is on the list of 49,000 passwords, or is made of one and of repetition, rows of keys, years and one's own name. */
const FEWEST_GUESSES_LOG10 = 8
/** The judging takes longer with the length; a password that is good so far does not get worse. */
const JUDGED_CHARACTERS = 64
/** Those that every guesser at a clinic tries first. */
const OF_THE_TRADE = [
  ...[
    'meelespea',
    'parool',
    'salasona',
    'salasõna',
    'kliinik',
    'hambaarst',
    'hambaravi',
    'registratuur',
    'tere',
    'eesti',
  ],
  ...['tallinn', 'tartu', 'narva', 'password', 'dentist', 'dental', 'clinic', 'reception', 'forget-me-not'],
  ...['пароль', 'привет', 'клиника', 'стоматология', 'регистратура', 'йцукенгшщзхъ', 'parol', 'privet', 'klinika'],
]

const APART = /[^\p{L}\p{N}]+/gu

const judge = new ZxcvbnFactory({ dictionary: { ...dictionary, trade: OF_THE_TRADE }, graphs: adjacencyGraphs })

/**
 * Whether a password is one that guessers try early. `own` is what they know of the person: name, address, chain.
 *
 * Nothing is asked of its make-up: no capitals, no digits. Source: NIST SP 800-63B-4 §3.1.1.2.
 */
export function isKnownPassword(password: string, own: readonly string[]): boolean {
  const words = own
    .flatMap((text) => [text, text.replace(APART, ''), ...text.split(APART)])
    .filter((word) => word.length > 2)
  const { guessesLog10 } = judge.check(password.slice(0, JUDGED_CHARACTERS), words)
  return guessesLog10 < FEWEST_GUESSES_LOG10
}
