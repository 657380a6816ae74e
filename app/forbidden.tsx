import { ForbiddenMessage } from './_pages/forbidden-message.tsx'

export default function Forbidden() {
  return (
    <main>
      <ForbiddenMessage />
    </main>
  )
}
