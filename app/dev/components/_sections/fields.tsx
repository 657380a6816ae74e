import { CalendarDays, Mail, MessageSquare } from 'lucide-react'

import { Card } from '#components/ui/card.tsx'
import { Checkbox, Switch } from '#components/ui/checkbox.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { RadioGroup, Segments } from '#components/ui/radio-group.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { TextAreaField, TextField } from '#components/ui/text-field.tsx'
import { Sample } from './sample.tsx'

const CLINICS = [
  { id: '1', label: 'Narva', count: 3120 },
  { id: '2', label: 'Tartu, Annelinn', count: 9120 },
  { id: '3', label: 'Tartu, Raatuse', count: 4377 },
  { id: '4', label: 'Tallinn, Kesklinn', count: 8214 },
]

export function FieldsSection() {
  return (
    <>
      <Card title="Fields">
        <div className="grid gap-3.5 md:grid-cols-2">
          <TextField
            label="Template name"
            name="template"
            defaultValue="Recall, 12 months"
            hint="Only your colleagues see it"
          />
          <TextField
            label="Sender name"
            name="sender"
            defaultValue="TAMMIKU DENTAL"
            error="14 characters; 11 is the most"
          />
          <TextField label="Disabled" name="off" defaultValue="+372 612 3456" disabled />
          <TextField label="Read only" name="fixed" defaultValue="TAMMIKU" readOnly />
          <SelectField
            label="Country of residence"
            name="country"
            placeholder="any"
            options={[{ value: 'EE', label: 'Estonia' }]}
          />
          <TextField
            label="Date"
            name="date"
            placeholder="14.10.2026"
            startIcon={<CalendarDays aria-hidden="true" />}
            optional
          />
          <TextField label="Days" name="days" defaultValue="14" inputMode="numeric" suffix="d" />
          <TextField label="Large" name="large" size="l" />
          <TextAreaField className="md:col-span-2" label="Note" name="note" rows={2} defaultValue="Tere, Mari" />
          <SearchField label="Find a patient" className="md:col-span-2" />
          <Combobox
            label="Clinics"
            name="clinics"
            options={CLINICS}
            defaultValue={['1', '4']}
            placeholder="All clinics"
          />
          <Combobox
            label="Countries"
            name="countries"
            options={CLINICS}
            placeholder="Any"
            error="Choose at least one"
          />
        </div>
      </Card>
      <Card title="Switch, check, radio, segments">
        <Sample name="switch">
          <Switch name="leave-out" label="Leave out the recently messaged" hint="318 people" defaultChecked />
          <Switch name="booked" label="Leave out those with a booked visit" />
          <Switch name="whole" big label="Reminders" defaultChecked />
        </Sample>
        <Sample name="check">
          <Checkbox name="status" value="confirmed" label="Confirmed" defaultChecked />
          <Checkbox name="status" value="scheduled" label="Scheduled" />
          <Checkbox name="status" value="cancelled" label="Cancelled" disabledReason="Cancelled visits get no text" />
          <Checkbox name="agree" label="I know this is outside the hours" error="Tick it to go on" />
        </Sample>
        <Sample name="radio">
          <RadioGroup
            legend="English is empty"
            name="blank"
            inline
            defaultValue="out"
            options={[
              { value: 'out', label: 'Leave them out' },
              { value: 'et', label: 'Send the Estonian text' },
            ]}
          />
        </Sample>
        <div className="mt-3.5 grid gap-3.5">
          <Segments
            legend="Channel"
            name="channel"
            defaultValue="sms"
            options={[
              { value: 'sms', label: 'SMS', icon: <MessageSquare aria-hidden="true" /> },
              { value: 'email', label: 'E-mail', icon: <Mail aria-hidden="true" /> },
            ]}
          />
          <Segments
            legend="Visit between the dates"
            name="visited"
            defaultValue="not"
            options={[
              { value: 'any', label: 'Any' },
              { value: 'had', label: 'Had' },
              { value: 'not', label: 'Had none' },
            ]}
          />
        </div>
      </Card>
    </>
  )
}
