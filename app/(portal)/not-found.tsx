// The same words inside the frame, for what a page did not find.
export { default } from '../not-found.tsx'
