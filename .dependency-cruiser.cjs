// The layers of docs/ARCHITECTURE.md as a rule that fails; tests/layers.test.ts plants a breach to prove that it does.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // A circle of types alone is gone when the code runs.
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^lib/core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^lib/core/|^node_modules/zod' },
    },
    {
      name: 'only-db-speaks-sql',
      severity: 'error',
      from: {
        pathNot:
          '^(db|tests|bin|scripts)/|\\.db\\.test\\.ts$|^lib/queue/(enqueue|boss)\\.ts$|^lib/runtime/transaction\\.ts$|^lib/web/auth\\.ts$',
      },
      to: { path: '^node_modules/(drizzle-orm|postgres)/' },
    },
    {
      name: 'db-knows-only-core',
      severity: 'error',
      from: { path: '^db/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|components|worker)/|^lib/(?!core/|runtime/env|queue/queues)' }, // queues.ts is a list that migrate.ts hands to pg-boss
    },
    {
      name: 'lib-does-not-look-up',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|worker)/' },
    },
    {
      name: 'only-web-knows-next',
      severity: 'error',
      from: { path: '^(lib/(?!web/)|db/|worker/)' },
      to: { path: '^node_modules/(next|next-intl|server-only|react)/' },
    },
    {
      name: 'entries-stay-apart',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^(app|components)/|^lib/web/' },
    },
    {
      name: 'app-does-not-import-worker',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^worker/' },
    },
    {
      name: 'components-are-dumb',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|db|worker)/|^lib/(?!core/)' },
    },
    {
      // audit ← opt-outs, billing ← deliveries ← templates, patients ← reminders, greetings ← appointments, campaigns ← visits ← imports, replies
      name: 'audit-imports-no-domain',
      severity: 'error',
      from: { path: '^lib/audit/' },
      to: { path: '^lib/(?!audit/|core/|runtime/|queue/)' },
    },
    {
      name: 'billing-and-opt-outs-know-only-audit',
      severity: 'error',
      from: { path: '^lib/(billing|opt-outs|consents|privacy)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^lib/(deliveries|templates|patients|reminders|personal-texts|planner|appointments|visits|campaigns|imports|replies)/',
      },
    },
    {
      name: 'deliveries-do-not-know-campaigns',
      severity: 'error',
      from: { path: '^lib/deliveries/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^lib/(templates|patients|reminders|personal-texts|planner|appointments|visits|campaigns|imports|replies)/',
      },
    },
    {
      name: 'patients-do-not-know-campaigns',
      severity: 'error',
      from: { path: '^lib/(templates|patients)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/(reminders|personal-texts|planner|appointments|visits|campaigns|imports|replies)/' },
    },
    {
      name: 'campaigns-do-not-know-imports',
      severity: 'error',
      from: { path: '^lib/(appointments|visits|campaigns)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/(imports|replies)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
