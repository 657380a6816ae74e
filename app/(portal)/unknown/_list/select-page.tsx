'use client'

import { useState } from 'react'

import { Checkbox } from '#components/ui/checkbox.tsx'

/** Ticks every row of the page, or none, in the form `of`. Without scripts there is nothing to press. */
export function SelectPage({ of, label }: { of: string; label: string }) {
  const [all, setAll] = useState(false)
  return (
    <Checkbox
      name="page"
      className="needs-script"
      label={label}
      checked={all}
      onChange={({ target: { checked } }) => {
        setAll(checked)
        const boxes = document.querySelectorAll<HTMLInputElement>(`input[name=delivery][form="${of}"]`)
        for (const box of boxes) box.checked = checked
      }}
    />
  )
}
