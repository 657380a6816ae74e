import type { BenchDatabases } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'

/** What a benchmark is given. */
export type Bench = {
  databases: BenchDatabases
  settings: BenchSettings
  /** Progress, for the person who waits. */
  tell(line: string): void
}

export type BenchSettings = {
  /** People of the one chain that everything is measured on. */
  patients: number
  /** Rows of each file that is imported. */
  importRows: number
  /** Texts that were ever sent, where that is what is measured. */
  deliveries: number
}

/** A file of `benchmarks/`. It stands alone: whatever it needs it makes, and what it changed it takes away again. */
export type Benchmark = { run(bench: Bench): Promise<Entry[]> }
