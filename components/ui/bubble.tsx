import { Hospital } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** An SMS as the patient sees it; wrap merged values in <mark>. `lang` is the text's own language. */
export function Bubble({ lang, children }: { lang: string; children: ReactNode }) {
  return (
    <p
      lang={lang}
      className="max-w-[94%] justify-self-start rounded-[14px] rounded-bl-[4px] bg-bubble px-[11px] py-2 text-[14px]/[19px] wrap-anywhere whitespace-pre-wrap [&_mark]:bg-transparent [&_mark]:text-inherit [&_mark]:underline [&_mark]:decoration-petal [&_mark]:decoration-2 [&_mark]:underline-offset-3"
    >
      {children}
    </p>
  )
}

/** The drawing of a phone around one text or more. */
export function PhonePreview({
  senderName,
  time,
  lang,
  children,
}: {
  senderName: string
  /** When it would arrive, in words. */
  time: ReactNode
  lang: string
  children: ReactNode
}) {
  const t = useTranslations('common')
  return (
    <figure
      aria-label={t('patientPhone')}
      className="mx-auto w-full max-w-[340px] rounded-[26px] border border-line-strong bg-sunken p-[7px]"
    >
      <div className="overflow-hidden rounded-[20px] border border-line bg-surface">
        <div className="grid justify-items-center gap-[3px] border-b border-line px-2 pt-3 pb-2 text-[12px]/4 font-semibold">
          <span className="grid size-7 place-items-center rounded-full border border-line bg-sunken text-ink-3">
            <Hospital className="size-3.5" aria-hidden="true" />
          </span>
          {senderName}
        </div>
        <div className="grid min-h-[206px] content-start gap-1.5 px-2.5 pt-3 pb-[18px]">
          <span className="text-center type-meta text-ink-3">{time}</span>
          <Bubble lang={lang}>{children}</Bubble>
        </div>
      </div>
    </figure>
  )
}

/** An element of a composition, `{first_name}`, under its name. */
export function PlaceholderChip({ children }: { children: ReactNode }) {
  return (
    <span className="mx-px inline-block rounded-[5px] border border-blue-line bg-blue-soft px-1.5 text-[13px]/5 font-medium whitespace-nowrap text-blue-ink">
      {children}
    </span>
  )
}

/** A letter that forces Unicode; a sentence beside it says what it costs. */
export function OffendingLetter({ children }: { children: ReactNode }) {
  return (
    <mark className="rounded-t-[3px] border-b-2 border-warn-mark bg-warn-soft px-px font-semibold text-warn">
      {children}
    </mark>
  )
}
