import { NotFoundMessage } from './_pages/not-found-message.tsx'

/** For an address that belongs to no part of the portal, so without its frame. */
export default function NotFound() {
  return (
    <main>
      <NotFoundMessage />
    </main>
  )
}
