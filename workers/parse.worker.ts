/** A member of the parse pool. The page hands it one port, whose other end the engine holds. */
import { parseOne } from '../src/core/pipeline/parse-one.ts'
import { serveEntries } from './serve-entries.ts'

addEventListener('message', ({ ports: [port] }: MessageEvent) => {
  if (port !== undefined) serveEntries(port, parseOne)
})
