import type { KeyboardEvent, ReactNode } from 'react'

import { useFormats } from '#components/use-formats.ts'

export type TextTab = {
  language: string
  /** How many speak it. */
  people: number
  /** How its text stands. */
  state: ReactNode
}

/** One tab a language: code, name, people, and how its text stands. `children` stands beside the tabs, as a line of its own. */
export function TextTabs({
  label,
  tabs,
  open,
  onOpen,
  children,
}: {
  label: string
  tabs: readonly TextTab[]
  open: string
  onOpen: (language: string) => void
  children?: ReactNode
}) {
  const formats = useFormats()
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const at = tabs.findIndex(({ language }) => language === open)
    const next = tabs[(at + by + tabs.length) % tabs.length]
    if (!next) return
    onOpen(next.language)
    document.getElementById(tabId(next.language))?.focus()
  }

  return (
    <div className="@container/tabs flex overflow-x-auto rounded-t-l border-b border-line bg-sunken [scrollbar-width:none]">
      <div role="tablist" aria-label={label} className="contents" onKeyDown={onKeyDown}>
        {tabs.map(({ language, people, state }) => (
          <button
            key={language}
            id={tabId(language)}
            type="button"
            role="tab"
            aria-selected={language === open}
            aria-controls={panelId(language)}
            tabIndex={language === open ? 0 : -1}
            onClick={() => onOpen(language)}
            className={TAB_CLASS}
          >
            <TabFace code={language} name={formats.language(language)} people={formats.whole(people)} state={state} />
          </button>
        ))}
      </div>
      {children}
    </div>
  )
}

export function tabId(language: string): string {
  return `text-tab-${language}`
}

export function panelId(language: string): string {
  return `text-${language}`
}

export const TAB_CLASS =
  'group relative grid min-w-[86px] flex-auto grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5 border-e border-line px-3.5 pt-2.5 pb-[11px] last:border-e-0 ' +
  'hover:bg-hover focus-visible:-outline-offset-2 aria-selected:bg-surface aria-selected:after:absolute aria-selected:after:inset-x-0 aria-selected:after:top-0 ' +
  'aria-selected:after:h-[3px] aria-selected:after:bg-blue max-md:grid-cols-1 max-md:justify-items-center max-md:px-1 max-md:text-center'

export function TabFace({
  code,
  name,
  people,
  state,
}: {
  code: string
  name: string
  people: string
  state: ReactNode
}) {
  return (
    <>
      <span className="min-w-[26px] rounded-[5px] border border-line-strong bg-surface px-[5px] text-center text-[12px]/[18px] font-semibold text-ink-2 group-aria-selected:border-blue group-aria-selected:bg-blue group-aria-selected:text-on-blue">
        {code}
      </span>
      <span className="block truncate font-medium first-letter:uppercase text-ink-2 group-aria-selected:font-semibold group-aria-selected:text-ink max-md:sr-only [[role=tab]:not([aria-selected=true])>&]:@max-[640px]/tabs:sr-only">
        {name}
      </span>
      <span className="col-start-3 font-semibold max-md:col-start-1">{people}</span>
      <span className="col-span-full type-small text-ink-3 md:ps-[34px]">{state}</span>
    </>
  )
}
