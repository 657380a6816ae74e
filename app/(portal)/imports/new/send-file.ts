import type { ErrorCode } from '#lib/runtime/errors.ts'

export type UploadAnswer = {
  importId?: string
  refused?: { code: ErrorCode; params?: Record<string, string | number> }
  /** By the person, who needs no message about it. */
  stopped?: boolean
}

export type RunningUpload = { answer: Promise<UploadAnswer>; stop(): void }

/** Sends the bytes of a file as they are. XMLHttpRequest, because fetch does not tell how much has gone up. */
export function sendFile(file: File, onShare: (share: number) => void): RunningUpload {
  const request = new XMLHttpRequest()
  const answer = new Promise<UploadAnswer>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(answerOf(request))
    request.onerror = () => resolve({})
    request.onabort = () => resolve({ stopped: true })
  })
  request.open('POST', '/imports/upload')
  request.responseType = 'json'
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
  request.send(file)
  return { answer, stop: () => request.abort() }
}

function answerOf({ status, response }: XMLHttpRequest): UploadAnswer {
  if (status === 201) return { importId: response.importId }
  return response?.code ? { refused: response } : {}
}
