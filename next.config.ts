import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./i18n/request.ts')

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are a stage of `npm test`; a build on a clinic's machine need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // A folder above the checkout may hold a lockfile of its own.
  turbopack: {
    root: import.meta.dirname,
    // Messages reach the pages compiled (i18n/messages.ts), as with next-intl's own `precompile`, which knows one file a locale.
    resolveAlias: {
      'use-intl/format-message': './node_modules/use-intl/dist/esm/production/format-message/format-only.js',
    },
  },
  serverExternalPackages: ['pdfkit', 'pg-boss', 'pino', 'postgres'],
  experimental: {
    // forbidden() answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // Texts that are far too long get our own refusal, with nothing typed lost.
    serverActions: { bodySizeLimit: '10mb' },
    // Builds start from nothing (a fresh machine, a clean clone): a cache for the next one is only written, and nobody reads
    // maps of what is built. While developing there are both.
    turbopackFileSystemCacheForBuild: false,
    turbopackSourceMaps: process.env.NODE_ENV !== 'production',
  },
}

export default withNextIntl(config)
