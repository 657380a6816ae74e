'use client'

import { ArrowRightLeft, Ban, Ellipsis, Eye } from 'lucide-react'

import { asText } from '#components/as-text.ts'
import { TextCards } from '#components/text-cards.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'

export function FloatingSection() {
  const toast = useToast()
  return (
    <Card title="Floating">
      <div className="flex flex-wrap items-center gap-3">
        <Menu
          label="More"
          iconOnly
          trigger={<Ellipsis aria-hidden="true" />}
          actions={[
            { id: 'open', label: 'Open', icon: <Eye aria-hidden="true" />, href: '/dev/components' },
            { id: 'again', label: 'Send again', icon: <ArrowRightLeft aria-hidden="true" />, onAction: () => {} },
            { id: 'block', label: 'Block number', icon: <Ban aria-hidden="true" />, disabledReason: 'needs a manager' },
          ]}
        />
        <Tooltip label="Narrow menu" keys="[">
          <Button>Tooltip</Button>
        </Tooltip>
        <Button onClick={() => toast({ title: 'Rule saved', detail: '214 moved to 10:00', undo: () => {} })}>
          Toast
        </Button>
        <Dialog
          trigger="Stop"
          variant="danger"
          title="Stop “Autumn check-up 2026”?"
          body="2 352 people will not get it and 129,24 € goes back to the balance. 3 847 messages are already out and cannot be taken back."
          safeLabel="Keep sending"
        >
          <Button variant="danger-fill">Stop sending</Button>
        </Dialog>
        <CopyButton text="Tere, Mari" />
      </div>
      <div className="mt-3">
        <TextCards
          texts={asText({
            one: { to: 'Жанна Белова', language: 'ru', text: 'Жанна, ждём Вас в «Таммику» 15.10 в 10:30.' },
          })}
        >
          <button type="button" className="link" data-text="one" aria-expanded="false">
            Жанна Белова
          </button>
        </TextCards>
      </div>
    </Card>
  )
}
