export const IMPORT_STATUSES = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'applying',
  'done',
  'failed',
  'cancelled',
] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

// A checked import goes back to checking when its columns are changed; a failed one may be tried again, one that was interrupted
// while it was applied goes on applying.
const NEXT: Record<ImportStatus, readonly ImportStatus[]> = {
  uploading: ['uploaded', 'failed', 'cancelled'],
  uploaded: ['checking', 'failed', 'cancelled'],
  checking: ['checked', 'failed', 'cancelled'],
  checked: ['uploaded', 'checking', 'applying', 'cancelled'],
  applying: ['done', 'failed'],
  failed: ['uploaded', 'checking', 'applying', 'cancelled'],
  done: [],
  cancelled: [],
}

/** The statuses an import may be in for it to become `to`; the WHERE of a compare-and-set. */
export function importStatusesBefore(to: ImportStatus): ImportStatus[] {
  return IMPORT_STATUSES.filter((from) => NEXT[from].includes(to))
}
