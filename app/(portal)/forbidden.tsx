// The same words inside the frame, for a page that this role may not open.
export { default } from '../forbidden.tsx'
