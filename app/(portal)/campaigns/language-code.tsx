/** The code of a language in its box; a dash for patients without one. */
export function LanguageCode({ code }: { code: string | null }) {
  return (
    <span className="inline-block min-w-[34px] shrink-0 rounded-[5px] border border-line-strong bg-surface px-[5px] text-center text-[12px]/5 font-semibold whitespace-nowrap text-ink-2">
      {code ?? '–'}
    </span>
  )
}
