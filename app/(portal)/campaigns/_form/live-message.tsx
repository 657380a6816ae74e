import { useEffect, useRef, useState } from 'react'

const SILENCE_MS = 700

/** The one polite voice of the screen: it says what changed, once it has stopped changing. What stood there at first is not news. */
export function LiveMessage({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  const first = useRef(text)
  useEffect(() => {
    if (text === first.current) return
    first.current = ''
    const timer = setTimeout(() => setSaid(text), SILENCE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
