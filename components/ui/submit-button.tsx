'use client'

import { useFormStatus } from 'react-dom'

import type { ButtonProps } from '#components/ui/button.tsx'
import { Button } from '#components/ui/button.tsx'

/** Submits the form it stands in and shows that it waits: `pendingLabel` is the verb with an ellipsis. */
export function SubmitButton({
  pendingLabel,
  children,
  ...props
}: ButtonProps & { pendingLabel?: string | undefined }) {
  const { pending } = useFormStatus()
  return (
    <Button variant="primary" {...props} type="submit" pending={pending || props.pending}>
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  )
}
