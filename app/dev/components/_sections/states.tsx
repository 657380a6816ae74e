import { Check, Lock, TriangleAlert } from 'lucide-react'

import { StatusBadge } from '#components/status-badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { OffendingLetter, PhonePreview, PlaceholderChip } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { FlowerState } from '#components/ui/flower-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { CAMPAIGN_STATUSES } from '#lib/core/campaign-status.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import { Sample } from './sample.tsx'

export function StatesSection() {
  return (
    <>
      <Card title="Status: icon and word">
        <div className="grid grid-cols-2 gap-2">
          {DELIVERY_STATUSES.map((status) => (
            <StatusBadge key={status} kind="delivery" status={status} />
          ))}
        </div>
        <hr className="my-3 border-line" />
        <div className="grid grid-cols-2 gap-2">
          {CAMPAIGN_STATUSES.map((status) => (
            <StatusBadge key={status} kind="campaign" status={status} />
          ))}
        </div>
        <Sample name="badges">
          <Badge>Draft</Badge>
          <Badge tone="info" icon={<Lock aria-hidden="true" />}>
            Care recall
          </Badge>
          <Badge tone="ok" icon={<Check aria-hidden="true" />}>
            Approved
          </Badge>
          <Badge tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
            3 parts
          </Badge>
          <Badge tone="bad">Urgent</Badge>
        </Sample>
        <Sample name="campaign in five petals">
          {[0, 1, 2, 3, 4].map((done) => (
            <FlowerState key={done} done={done} current />
          ))}
          <FlowerState done={5} />
        </Sample>
      </Card>
      <Card title="Notes, near what they speak of">
        <div className="grid gap-3">
          <Note tone="info">214 planned messages will change.</Note>
          <Note tone="warn" title="English (en) is empty:">
            203 patients will not get this.
          </Note>
          <Note tone="bad" title="Not sent.">
            The balance is 142,60 €, the campaign costs 550,08 €.
          </Note>
          <Note tone="ok">Saved at 10:42.</Note>
        </div>
      </Card>
      <Card title="Phone, placeholders">
        <Sample name="placeholders and offending letters">
          <PlaceholderChip>First name</PlaceholderChip>
          <PlaceholderChip>Clinic phone</PlaceholderChip>
          <span lang="et">
            v<OffendingLetter>õ</OffendingLetter>tke
          </span>
        </Sample>
        <div className="mt-3 max-w-[222px]">
          <PhonePreview senderName="TAMMIKU" time="Today 10:42" lang="et">
            Tere, <mark>Mari</mark>! Kontrollist on möödas üle aasta.
          </PhonePreview>
        </div>
      </Card>
      <Card flush>
        <EmptyState
          title="No campaigns yet"
          action={
            <LinkButton href="/dev/components" variant="primary" size="l">
              New campaign
            </LinkButton>
          }
          foot="Nothing is ever sent before you have seen the preview."
        >
          Choose who gets it, write it in two or three languages, see the exact price, and only then send.
        </EmptyState>
      </Card>
    </>
  )
}
