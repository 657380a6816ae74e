import type { SearchParams } from '#lib/web/search-params.ts'
import { text } from '#lib/web/search-params.ts'

/** Where a page of failed jobs begins: `<instant>~<job>` of the last one before it. */
export function cursorOf(params: SearchParams): { failedAt: string; id: string } | undefined {
  const [failedAt = '', id = ''] = text(params, 'before')?.split('~') ?? []
  return !Number.isNaN(Date.parse(failedAt)) && /^[0-9a-f-]{36}$/.test(id) ? { failedAt, id } : undefined
}

export function cursorText(job: { failedAt: string; id: string } | undefined): string | undefined {
  return job && `${job.failedAt}~${job.id}`
}
