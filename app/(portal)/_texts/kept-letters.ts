import { useState } from 'react'

const STORED_AS = 'letters-kept.'

/** Which letters an author decided to keep, per language, remembered in this browser: the same offer is not made twice. */
export function useKeptLetters(language: string): {
  kept: (letters: string[]) => boolean
  keep: (letters: string[]) => void
} {
  const [letters, setLetters] = useState<string | null>(null)
  const read = () => letters ?? readStored(language)
  return {
    kept: (asked) => asked.every((letter) => read().includes(letter)),
    keep: (more) => {
      const all = [...new Set([...read(), ...more])].join('')
      setLetters(all)
      try {
        localStorage.setItem(STORED_AS + language, all)
      } catch {
        // A browser that stores nothing forgets the answer; the author is asked again next time.
      }
    },
  }
}

function readStored(language: string): string {
  if (typeof localStorage === 'undefined') return ''
  try {
    return localStorage.getItem(STORED_AS + language) ?? ''
  } catch {
    return ''
  }
}
