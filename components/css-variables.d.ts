import 'react'

declare module 'react' {
  interface CSSProperties {
    /** The colour of a chart's fill; see components/ui/textures.css. */
    '--tx'?: string
  }
}
