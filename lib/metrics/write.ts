import { Gauge, Registry } from 'prom-client'

import type { ServiceFigures } from '#db/queries/metrics.ts'
import { readServiceFigures } from '#db/queries/metrics.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** How the whole service fares, as Prometheus reads it. A registry of its own each time: the figures are the database's, not this process's. */
export async function writeMetrics(): Promise<{ contentType: string; text: string }> {
  const figures = await asWorker(readServiceFigures)
  const registry = new Registry()
  ledgerGauges(registry, figures.ledger)
  gauge(
    registry,
    'meelespea_texts_under_way',
    'Texts whose batches are ready or in a worker’s hands.',
    figures.textsUnderWay,
  )
  gauge(
    registry,
    'meelespea_texts_in_doubt',
    'Texts of which nobody knows whether they went out.',
    figures.textsInDoubt,
  )
  gauge(registry, 'meelespea_receipts_waiting', 'Receipts that are not applied yet.', figures.receiptsWaiting)
  gauge(registry, 'meelespea_letters_waiting', 'Letters of the service that have not left.', figures.lettersWaiting)
  queueGauges(registry, figures.queues)
  providerGauges(registry, figures.providers)
  return { contentType: registry.contentType, text: await registry.metrics() }
}

function ledgerGauges(registry: Registry, ledger: ServiceFigures['ledger']): void {
  if (!ledger) return
  gauge(
    registry,
    'meelespea_ledger_differences',
    'Sums that did not fit in the latest proof of the ledger.',
    ledger.differences,
  )
  gauge(registry, 'meelespea_ledger_proof_age_seconds', 'Since the latest proof of the ledger.', ledger.ageSeconds)
}

function queueGauges(registry: Registry, queues: ServiceFigures['queues']): void {
  const jobs = new Gauge({
    name: 'meelespea_jobs',
    help: 'Jobs by queue and state, as the queue last counted them.',
    labelNames: ['queue', 'state'],
    registers: [registry],
  })
  for (const { name, waiting, active, failed } of queues) {
    jobs.set({ queue: name, state: 'waiting' }, waiting)
    jobs.set({ queue: name, state: 'active' }, active)
    jobs.set({ queue: name, state: 'failed' }, failed)
  }
}

function providerGauges(registry: Registry, providers: ServiceFigures['providers']): void {
  const labelNames = ['provider', 'channel']
  const up = new Gauge({
    name: 'meelespea_provider_up',
    help: '1 while the provider’s connection is up.',
    labelNames,
    registers: [registry],
  })
  const share = new Gauge({
    name: 'meelespea_provider_share_percent',
    help: 'Share of its channel’s texts that a provider carries; 0 when it is switched off.',
    labelNames,
    registers: [registry],
  })
  for (const { name: provider, channel, state, enabled, share: percent } of providers) {
    up.set({ provider, channel }, enabled && state === 'up' ? 1 : 0)
    share.set({ provider, channel }, enabled ? percent : 0)
  }
}

function gauge(registry: Registry, name: string, help: string, value: number): void {
  new Gauge({ name, help, registers: [registry] }).set(value)
}
