import { Money } from '#components/money.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Series } from '#components/ui/chart.tsx'
import { Bar, Legend, MiniBars, ShareBar } from '#components/ui/chart.tsx'
import { FactsList, Stat, Stats } from '#components/ui/facts-list.tsx'
import { PetalSpinner } from '#components/ui/petal-spinner.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { SegmentMeter } from '#components/ui/segment-meter.tsx'
import { QuickFilters, Tabs } from '#components/ui/tabs.tsx'
import { Sample } from './sample.tsx'

const SERIES: Series[] = [
  { key: 'et', label: 'et', value: 4812, color: 'reminder', texture: 'solid' },
  { key: 'ru', label: 'ru', value: 1377, color: 'campaign', texture: 'hatch' },
  { key: 'en', label: 'en', value: 203, color: 'greeting', texture: 'solid' },
  { key: 'none', label: 'none', value: 96, color: 'private', texture: 'dots' },
]

const DAYS = [
  { key: '1', label: 'W', value: 1480, shown: '1 480' },
  { key: '2', label: 'T', value: 1390, shown: '1 390' },
  { key: '3', label: 'F', value: 1200, shown: '1 200' },
  { key: '4', label: 'S', value: 210, shown: '210' },
  { key: '5', label: 'S', value: 20, shown: '20' },
  { key: '6', label: 'M', value: 1530, shown: '1 530' },
  { key: '7', label: 'T', value: 1335, shown: '1 335' },
]

export function FiguresSection() {
  return (
    <>
      <Card title="Meter and progress">
        <Sample name="segment meter">
          <div className="w-48">
            <SegmentMeter units={120} segments={2} capacity={134} />
          </div>
          <span className="type-small">2 parts · 120 of 134 characters</span>
        </Sample>
        <Sample name="from 3 parts: a warning">
          <div className="w-48">
            <SegmentMeter units={160} segments={3} capacity={201} />
          </div>
        </Sample>
        <Sample name="progress">
          <div className="w-48">
            <Progress value={3847} max={6202} label="Sending" valueText="3 847 of 6 202, 62%" />
          </div>
          <span className="type-small">3 847 of 6 202 · 62%</span>
        </Sample>
        <Sample name="tall">
          <div className="w-full">
            <Progress tall value={3847} max={6202} label="Sending" valueText="3 847 of 6 202, 62%" />
          </div>
        </Sample>
        <Sample name="pending">
          <PetalSpinner />
          <span className="type-small text-ink-2">Counting people…</span>
        </Sample>
        <Sample name="shares and bars">
          <div className="grid w-full gap-2">
            <ShareBar series={SERIES} />
            <Legend series={SERIES} />
            <Bar value={41} max={41} color="bad" texture="hatch" />
            <Bar value={22} max={41} color="bad" texture="hatch" />
          </div>
        </Sample>
        <Sample name="seven days">
          <div className="grid w-full grid-cols-2 gap-6">
            <MiniBars label="Delivered, 7 days" bars={DAYS} color="ok" texture="solid" />
            <MiniBars label="Undelivered, 7 days" bars={DAYS} color="bad" texture="hatch" />
          </div>
        </Sample>
      </Card>
      <Card title="Tabs, stats, facts">
        <Tabs
          label="Campaigns"
          tabs={[
            { href: '/dev/components?tab=all', label: 'All', count: '24', current: true },
            { href: '/dev/components?tab=drafts', label: 'Drafts', count: '3', current: false },
            { href: '/dev/components?tab=sent', label: 'Sent', count: '20', current: false },
          ]}
        />
        <div className="my-4">
          <Stats>
            <Stat label="Delivered" value="97,8%" detail="7 165" />
            <Stat label="Undelivered" value="1,9%" detail="136" />
            <Stat label="Cost" value={<Money micro={340_560_000} />} />
          </Stats>
        </div>
        <QuickFilters
          label="Status"
          filters={[
            { href: '/dev/components?s=all', label: 'All', count: '3 850', current: true },
            { href: '/dev/components?s=delivered', label: 'Delivered', count: '3 512', current: false },
          ]}
        />
        <div className="mt-4">
          <FactsList
            facts={[
              { label: 'et 4 760 × 2 parts', value: <Money micro={428_400_000} /> },
              { label: 'ru 1 352 × 2 parts', value: <Money micro={121_680_000} /> },
              { label: 'Cost', value: <Money micro={550_080_000} />, sum: true },
              { label: 'One text', value: <Money micro={45_000} decimals={3} /> },
              { label: 'One part', value: <Money micro={45_000} decimals={4} /> },
            ]}
          />
        </div>
      </Card>
      <div className="xl:col-span-3">
        <Stats strip>
          <Stat label="Visits today" value="148" />
          <Stat label="Confirmed" value="112" detail="76%" />
          <Stat label="No answer yet" value="27" />
          <Stat label="Cancelled" value="9" detail="3 refilled" />
          <Stat label="Reminders leaving today" value="163" detail="86 gone" />
        </Stats>
      </div>
    </>
  )
}
