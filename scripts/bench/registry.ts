import type { Benchmark } from '#scripts/bench/bench.ts'

type Registered = { names: readonly string[]; load(): Promise<Benchmark> }

/** Every benchmark, in the order in which they run: the names of its entries and the file that measures them. */
export const REGISTRY: readonly Registered[] = [
  { names: ['seed-rate'], load: () => import('#scripts/bench/benchmarks/seed-rate.ts') },
  {
    names: ['audience-count', 'audience-count-all'],
    load: () => import('#scripts/bench/benchmarks/audience-count.ts'),
  },
  { names: ['preview'], load: () => import('#scripts/bench/benchmarks/preview.ts') },
  { names: ['materialise'], load: () => import('#scripts/bench/benchmarks/materialise.ts') },
  { names: ['import', 'import-rate', 'import-memory'], load: () => import('#scripts/bench/benchmarks/import.ts') },
  { names: ['page-list'], load: () => import('#scripts/bench/benchmarks/page-list.ts') },
  { names: ['page-report'], load: () => import('#scripts/bench/benchmarks/page-report.ts') },
  { names: ['smpp-loopback', 'smpp-50ms'], load: () => import('#scripts/bench/benchmarks/smpp.ts') },
  { names: ['http'], load: () => import('#scripts/bench/benchmarks/http.ts') },
  { names: ['smtp'], load: () => import('#scripts/bench/benchmarks/smtp.ts') },
  { names: ['workers-2'], load: () => import('#scripts/bench/benchmarks/workers-2.ts') },
  { names: ['receipts'], load: () => import('#scripts/bench/benchmarks/receipts.ts') },
  { names: ['smpp-receipts'], load: () => import('#scripts/bench/benchmarks/smpp-receipts.ts') },
  {
    names: ['campaign-1m', 'campaign-1m-receipts', 'campaign-1m-memory'],
    load: () => import('#scripts/bench/benchmarks/campaign-1m.ts'),
  },
  {
    names: ['planner-tick', 'due-storm', 'replan', 'replan-booking'],
    load: () => import('#scripts/bench/benchmarks/reminders.ts'),
  },
  {
    names: ['rls-encryption', 'rls-encryption-read'],
    load: () => import('#scripts/bench/benchmarks/rls-encryption.ts'),
  },
  { names: ['ledger'], load: () => import('#scripts/bench/benchmarks/ledger.ts') },
  { names: ['camt053'], load: () => import('#scripts/bench/benchmarks/camt053.ts') },
  { names: ['statistics-year'], load: () => import('#scripts/bench/benchmarks/statistics-year.ts') },
  { names: ['page-list-10m', 'page-report-10m'], load: () => import('#scripts/bench/benchmarks/pages-grown.ts') },
]
