import { useFormats } from '#components/use-formats.ts'

/** The name of a language in the locale of the screen; with `code`, its code in a box before it. */
export function LanguageName({ code, boxed }: { code: string; boxed?: boolean }) {
  const name = useFormats().language(code)
  if (!boxed) return <>{name}</>
  return (
    <span className="inline-flex items-center gap-2">
      <LanguageCode code={code} />
      {name}
    </span>
  )
}

export function LanguageCode({ code, current }: { code: string; current?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`min-w-[26px] rounded-[5px] border px-[5px] text-center text-[12px]/[18px] font-semibold ${current ? 'border-blue bg-blue text-on-blue' : 'border-line-strong bg-surface text-ink-2'}`}
    >
      {code}
    </span>
  )
}
