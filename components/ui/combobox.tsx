'use client'

import { Check, ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { FieldMessage, fieldId } from '#components/ui/field.tsx'
import { useFormats } from '#components/use-formats.ts'

export type ComboboxOption = { id: string; label: string; count?: number }

const NATIVE_ROWS = 6

type ComboboxProps = {
  label: string
  /** Each chosen id is submitted under this name. */
  name: string
  options: readonly ComboboxOption[]
  value?: readonly string[]
  defaultValue?: readonly string[]
  onChange?: (ids: string[]) => void
  /** What none chosen means, "any country" say. */
  placeholder?: string
  hint?: string
  error?: string | undefined
}

/** Several of many, as chips. Without scripts a plain list with several choices takes its place. */
export function Combobox({
  label,
  name,
  options,
  value,
  defaultValue = [],
  onChange,
  placeholder,
  hint,
  error,
}: ComboboxProps) {
  const t = useTranslations('common')
  const [own, setOwn] = useState<readonly string[]>(defaultValue)
  const [typed, setTyped] = useState('')
  const chosen = value ?? own
  const id = fieldId(name)

  const choose = (ids: readonly string[]) => {
    setOwn(ids)
    onChange?.([...ids])
  }
  const removeLast = (key: string) => {
    if (key === 'Backspace' && typed === '') choose(chosen.slice(0, -1))
  }

  return (
    <AriaComboBox
      className="grid min-w-0 content-start gap-[5px]"
      selectionMode="multiple"
      value={chosen}
      // React resets a form after its action: back to what is chosen now, not to nothing.
      defaultValue={chosen}
      onChange={(keys) => {
        choose(keys.map(String))
        setTyped('')
      }}
      inputValue={typed}
      onInputChange={setTyped}
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      allowsEmptyCollection
    >
      <Label className="type-label">{label}</Label>
      <HiddenInputs name={name} ids={chosen} />
      <noscript>
        <select
          multiple
          size={NATIVE_ROWS}
          name={name}
          defaultValue={[...chosen]}
          className="control"
          aria-label={label}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      </noscript>
      <Group className="control needs-script relative flex flex-wrap gap-1 p-1! pe-8!">
        {chosen.map((chosenId) => (
          <Chip
            key={chosenId}
            label={options.find((option) => option.id === chosenId)?.label ?? chosenId}
            onRemove={() => choose(chosen.filter((other) => other !== chosenId))}
          />
        ))}
        <Input
          id={id}
          placeholder={(chosen.length === 0 && placeholder) || ''}
          onKeyDown={(event) => removeLast(event.key)}
          {...((error || hint) && { 'aria-describedby': `${id}-message` })}
          className="min-h-[26px] min-w-[60px] flex-1 bg-transparent px-1.5 py-0.5 outline-none"
        />
        <Button className="absolute end-1 top-1 grid size-[26px] place-items-center rounded-s text-ink-3 hover:bg-hover">
          <ChevronDown className="size-4" strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </Group>
      <FieldMessage id={`${id}-message`} hint={hint} error={error} />
      <Popover
        offset={4}
        className="max-h-72! w-(--trigger-width) overflow-auto rounded-l border border-line-strong bg-raised p-1 shadow-float"
      >
        <ListBox renderEmptyState={() => <p className="p-2 type-small text-ink-3">{t('noMatch')}</p>}>
          {options.map((option) => (
            <Option key={option.id} option={option} typed={typed} />
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const t = useTranslations('common')
  return (
    <span className="inline-flex min-h-[26px] max-w-full items-center gap-[3px] rounded-s border border-line bg-sunken ps-2 pe-1 type-small">
      {label}
      <button
        type="button"
        onClick={onRemove}
        aria-label={t('remove', { name: label })}
        className="grid size-6 shrink-0 place-items-center rounded-[5px] text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X className="size-3.5" strokeWidth={1.75} aria-hidden="true" />
      </button>
    </span>
  )
}

function Option({ option, typed }: { option: ComboboxOption; typed: string }) {
  const formats = useFormats()
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-[7px] px-2 py-1.5 outline-none data-[focused]:bg-blue-soft data-[focused]:text-blue-ink"
    >
      {({ isSelected }) => (
        <>
          <span className="w-4">
            {isSelected && <Check className="size-4" strokeWidth={1.75} aria-hidden="true" />}
          </span>
          <span className="flex-1">
            <Matched label={option.label} typed={typed} />
          </span>
          {option.count !== undefined && <span className="type-small text-ink-3">{formats.whole(option.count)}</span>}
        </>
      )}
    </ListBoxItem>
  )
}

function Matched({ label, typed }: { label: string; typed: string }) {
  const start = typed ? label.toLocaleLowerCase().indexOf(typed.toLocaleLowerCase()) : -1
  if (start < 0) return label
  const end = start + typed.length
  return (
    <>
      {label.slice(0, start)}
      <b>{label.slice(start, end)}</b>
      {label.slice(end)}
    </>
  )
}

// Only once scripts run: until then the list inside <noscript> is what submits.
function HiddenInputs({ name, ids }: { name: string; ids: readonly string[] }) {
  const scripted = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  return scripted && ids.map((id) => <input key={id} type="hidden" name={name} value={id} />)
}
