// Inside the frame, for what a page did not find.
export { NotFoundMessage as default } from '../_pages/not-found-message.tsx'
