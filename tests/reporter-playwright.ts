import { writeFileSync } from 'node:fs'
import type { FullResult, Reporter, Suite } from '@playwright/test/reporter'

/** Leaves the figures of a run in the file that COUNTS_FILE names, for the last line of `npm test`. */
export default class CountsReporter implements Reporter {
  #suite: Suite | undefined
  #errors = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite
  }

  /** What fails outside any test: the server does not start, a file cannot be read. */
  onError(): void {
    this.#errors += 1
  }

  onEnd({ status }: FullResult): void {
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? []
    const passed = outcomes.filter((outcome) => outcome === 'expected' || outcome === 'flaky').length
    const unexpected = outcomes.filter((outcome) => outcome === 'unexpected').length
    const failed = unexpected + this.#errors || (status === 'passed' ? 0 : 1)
    if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify({ passed, failed }))
  }
}
