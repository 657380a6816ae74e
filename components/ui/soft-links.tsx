'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * A region whose plain links lead on without loading the page anew. A table has a hundred of them: as anchors they cost the server a
 * fraction of what a hundred client components do, and one listener serves them all.
 */
export function SoftLinks(props: Omit<ComponentProps<'section'>, 'onClick'>) {
  const router = useRouter()

  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')
    if (event.defaultPrevented || !link || !leadsOn(event, link)) return
    event.preventDefault()
    router.push(link.pathname + link.search + link.hash)
  }

  // biome-ignore lint/a11y/useKeyWithClickEvents: a link sends a click for Enter by itself
  // biome-ignore lint/a11y/noStaticElementInteractions: it listens for its links
  return <section {...props} onClick={follow} />
}

function leadsOn(event: MouseEvent, link: HTMLAnchorElement): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  return link.origin === window.location.origin && link.target === '' && !link.hasAttribute('download')
}
