'use client'

import type { KeyboardEvent, RefObject } from 'react'
import { useState } from 'react'
import { useScripted } from '#components/use-scripted.ts'
import type { EditorRun, PlaceholderLabels } from './editor-text.ts'
import { editorRuns, elementAt, namesToLabel, toShown, toStored } from './editor-text.ts'

// Longer texts are refused anyway; marking them on every key would make typing slow.
const MARK_UP_TO_CHARACTERS = 25_000

type EditorProps = {
  id: string
  name: string
  language: string
  /** The composition as it is stored, elements by their names. */
  stored: string
  onChange: (stored: string) => void
  onBlur: () => void
  labels: PlaceholderLabels
  /** Marks letters that force UCS-2. */
  markLetters: boolean
  invalid: boolean
  describedBy: string | undefined
  textarea: RefObject<HTMLTextAreaElement | null>
}

/**
 * A textarea over a mirror of itself: the mirror draws elements as pills and marks letters, the textarea keeps the caret, the
 * keyboard, spelling and undo of the platform. Without scripts it is a plain textarea holding the stored text.
 */
export function Editor({
  id,
  name,
  language,
  stored,
  onChange,
  onBlur,
  labels,
  markLetters,
  invalid,
  describedBy,
  textarea,
}: EditorProps) {
  const scripted = useScripted()
  const [shown, setShown] = useState(() => toShown(stored, labels))
  // Changed from outside: a replacement, or a saved draft.
  if (toStored(shown, labels) !== stored) setShown(toShown(stored, labels))

  const marked = scripted && shown.length <= MARK_UP_TO_CHARACTERS
  return (
    <div className="relative min-w-0 font-sans text-[15px]/[26px]">
      {marked && (
        <div aria-hidden="true" className={`pointer-events-none min-h-[150px] whitespace-pre-wrap ${BOX}`}>
          {editorRuns(shown, labels, markLetters).map((run, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs are drawn anew from the text
            <Run key={index} run={run} />
          ))}
          {'\u200b'}
        </div>
      )}
      <textarea
        ref={textarea}
        id={id}
        name={name}
        lang={language}
        value={scripted ? shown : stored}
        onChange={({ currentTarget, nativeEvent }) => {
          setShown(currentTarget.value)
          onChange(scripted ? toStored(currentTarget.value, labels) : currentTarget.value)
          // When React is done with this event: labelling is another one.
          if (scripted && isWritten(nativeEvent)) queueMicrotask(() => labelNames(currentTarget, labels))
        }}
        onKeyDown={(event) => keepElementsWhole(event, labels)}
        onSelect={(event) => leaveElement(event.currentTarget, labels)}
        onBlur={() => {
          // What was taken back to a name becomes its label again.
          setShown(toShown(stored, labels))
          onBlur()
        }}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        spellCheck
        className={`block resize-none outline-none ${BOX} ${marked ? OVER_MIRROR : 'h-[176px] bg-transparent'}`}
      />
    </div>
  )
}

// Padding and wrapping must be the same in both layers, or the marks drift away from their letters.
const BOX = 'w-full px-3 py-2.5 wrap-anywhere'
const OVER_MIRROR =
  'absolute inset-0 h-full overflow-hidden bg-transparent whitespace-pre-wrap text-transparent caret-ink ' +
  'selection:bg-[color-mix(in_srgb,var(--blue)_30%,transparent)] selection:text-transparent'

function Run({ run }: { run: EditorRun }) {
  if (run.kind === 'plain') return run.text
  if (run.kind === 'offending') {
    return (
      <span className="rounded-t-[3px] bg-warn-soft text-warn shadow-[inset_0_-2px_var(--warn-mark)]">{run.text}</span>
    )
  }
  if (run.kind === 'unknown') {
    return (
      <span className="bg-bad-soft text-bad underline decoration-bad decoration-wavy underline-offset-4">
        {run.text}
      </span>
    )
  }
  // The braces are there, unseen: they are the ends of the pill.
  return (
    <span className="rounded-[5px] bg-blue-soft box-decoration-clone py-0.5 text-blue-ink shadow-[inset_0_0_0_1px_var(--blue-line)]">
      <span className="text-transparent">{run.text.slice(0, 1)}</span>
      {run.text.slice(1, -1)}
      <span className="text-transparent">{run.text.slice(-1)}</span>
    </span>
  )
}

/** Puts a text where the caret is, so that the browser's own undo takes it back. */
export function insertAtCaret(textarea: HTMLTextAreaElement, text: string): void {
  textarea.focus()
  if (document.execCommand('insertText', false, text)) return
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end')
  textarea.dispatchEvent(new Event('input', { bubbles: true }))
}

// Whoever takes a label back wants what stood there before, and who is in the middle of a word is not interrupted.
function isWritten(event: Event): boolean {
  return event instanceof InputEvent && !event.isComposing && !event.inputType.startsWith('history')
}

/** A name typed by hand becomes the label it stands for as soon as its brace is closed; the browser's undo takes that back. */
function labelNames(textarea: HTMLTextAreaElement, labels: PlaceholderLabels): void {
  const names = namesToLabel(textarea.value, labels)
  if (!names || document.activeElement !== textarea) return
  const after = textarea.value.length - Math.max(textarea.selectionEnd, names.end)
  textarea.setSelectionRange(names.start, names.end)
  insertAtCaret(textarea, names.text)
  const caret = textarea.value.length - after
  textarea.setSelectionRange(caret, caret)
}

function keepElementsWhole(event: KeyboardEvent<HTMLTextAreaElement>, labels: PlaceholderLabels): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget
  if (selectionStart !== selectionEnd || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const before = event.key === 'Backspace' || event.key === 'ArrowLeft'
  const after = event.key === 'Delete' || event.key === 'ArrowRight'
  if (!before && !after) return

  const element = elementAt(value, labels, selectionStart, before ? 'ends' : 'begins')
  if (!element) return
  event.preventDefault()
  if (event.key.startsWith('Arrow')) {
    const to = before ? element.start : element.end
    event.currentTarget.setSelectionRange(to, to)
    return
  }
  event.currentTarget.setSelectionRange(element.start, element.end)
  if (!document.execCommand('delete')) {
    event.currentTarget.setRangeText('')
    event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

// A click into a pill puts the caret at its nearer end.
function leaveElement(textarea: HTMLTextAreaElement, labels: PlaceholderLabels): void {
  const { selectionStart, selectionEnd, value } = textarea
  if (selectionStart !== selectionEnd) return
  const element = elementAt(value, labels, selectionStart, 'inside')
  if (!element) return
  const to = selectionStart - element.start < element.end - selectionStart ? element.start : element.end
  textarea.setSelectionRange(to, to)
}
