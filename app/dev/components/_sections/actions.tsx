import { ArrowRightLeft, Download, Ellipsis, Plus, Square } from 'lucide-react'

import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Sample } from './sample.tsx'

export function ActionsSection() {
  return (
    <Card title="Buttons">
      <Sample name="primary">
        <Button variant="primary">Preview</Button>
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          New campaign
        </Button>
        <Button variant="primary" disabledReason="Write a text first">
          disabled
        </Button>
        <Button variant="primary" pending>
          Saving…
        </Button>
      </Sample>
      <Sample name="secondary, quiet, soft">
        <Button>Back</Button>
        <Button variant="quiet">Discard</Button>
        <Button variant="soft" icon={<ArrowRightLeft aria-hidden="true" />}>
          Replace õ→o
        </Button>
        <Button disabledReason="Nothing to go back to">disabled</Button>
      </Sample>
      <Sample name="danger">
        <Button variant="danger" icon={<Square aria-hidden="true" />}>
          Stop
        </Button>
        <Button variant="danger-fill">Stop sending</Button>
      </Sample>
      <Sample name="sizes 28, 36, 44">
        <Button size="s">Answer</Button>
        <Button>Answer</Button>
        <Button size="l">Answer</Button>
        <Button iconOnly icon={<Ellipsis aria-hidden="true" />} aria-label="More" />
        <Button iconOnly size="s" icon={<Ellipsis aria-hidden="true" />} aria-label="More" />
      </Sample>
      <Sample name="links">
        <LinkButton href="/dev/components">Link</LinkButton>
        <DownloadButton href="/icon.svg" download icon={<Download aria-hidden="true" />}>
          Report (CSV)
        </DownloadButton>
        <a className="link" href="/dev/components">
          link in text
        </a>
      </Sample>
    </Card>
  )
}
