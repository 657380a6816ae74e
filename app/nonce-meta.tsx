'use client'

import { useState } from 'react'

/**
 * Where react-aria looks for the nonce of the style elements it adds. The document's policy knows the nonce that it came with and no
 * other: a page that is drawn anew has a nonce of its own, which must not take its place.
 */
export function NonceMeta({ nonce }: { nonce: string | undefined }) {
  const [ofDocument] = useState(nonce)
  return <meta property="csp-nonce" nonce={ofDocument} suppressHydrationWarning />
}
