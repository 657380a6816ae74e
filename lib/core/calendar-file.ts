export type CalendarEntry = {
  /** The same for ever: opened again, the entry is brought up to date rather than doubled. */
  uid: string
  /** Rises with each change of time or place. */
  sequence: number
  startsAt: Date
  durationMinutes: number
  summary: string
  location: string
  url: string
  writtenAt: Date
}

/** A file that puts one entry into a phone's calendar. Source: RFC 5545, §3.1 (lines of 75 octets), §3.3.11 (escapes). Never throws. */
export function calendarFile(entry: CalendarEntry): string {
  const endsAt = new Date(entry.startsAt.getTime() + entry.durationMinutes * 60_000)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Meelespea//Visits//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(entry.writtenAt)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `LOCATION:${escaped(entry.location)}`,
    `URL:${entry.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** `20270312T123000Z`: the phone shows it on its own clock. */
function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

const MAX_OCTETS = 75
const encoder = new TextEncoder()

/** Never inside a character; a line that goes on begins with a space. */
function folded(line: string): string {
  let octets = 0
  let result = ''
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > MAX_OCTETS) {
      result += '\r\n '
      octets = 1
    }
    result += character
    octets += size
  }
  return result
}
