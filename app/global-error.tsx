'use client'

import './globals.css'

// The frame itself is broken, and with it the choice of language: all three say the same.
const WORDS = [
  ['et', 'Midagi läks valesti. Laadi leht uuesti.'],
  ['en', 'Something went wrong. Load the page again.'],
  ['ru', 'Что-то пошло не так. Загрузите страницу ещё раз.'],
] as const

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="et">
      <body>
        <title>Meelespea</title>
        <main className="grid min-h-dvh content-center justify-items-center gap-3 p-6 text-center">
          <h1>Meelespea</h1>
          {WORDS.map(([lang, sentence]) => (
            <p key={lang} lang={lang}>
              {sentence}
            </p>
          ))}
          <a className="link" href="/">
            Meelespea
          </a>
          <p className="type-meta text-ink-3">{error.digest}</p>
        </main>
      </body>
    </html>
  )
}
