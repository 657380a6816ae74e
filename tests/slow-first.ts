import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

// Files that take half a minute or more, the longest first: begun last, one of them would be waited for by idle workers.
const SLOW = [
  'worker/failover.db.test.ts',
  'scripts/faults/faults.db.test.ts',
  'worker/killed.db.test.ts',
  'lib/imports/clinic-export.db.test.ts',
  'lib/campaigns/tariff-change.db.test.ts',
  'lib/campaigns/preview.db.test.ts',
]

/** Begins the files that take longest before all others. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = SLOW.findIndex((path) => moduleId.endsWith(path))
  return place === -1 ? SLOW.length : place
}
