// Inside the frame, for what a role may not open.
export { ForbiddenMessage as default } from '../_pages/forbidden-message.tsx'
