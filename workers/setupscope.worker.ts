/**
 * The one worker script, for both roles: the page carries it once, and the name it is started under says which role it plays.
 */
import { openCodeBook, type CodeBook } from '../src/core/codes/code-book.ts'
import { parseOne } from '../src/core/pipeline/parse-one.ts'
import { PARSE_ROLE } from './pool-messages.ts'
import { serveEngine } from './serve-engine.ts'
import { serveEntries } from './serve-entries.ts'
import { unpackHere } from './unpack-here.ts'

if (self.name === PARSE_ROLE) {
  // A member of the pool: the page hands it one port, whose other end the engine holds, and the code book when it has it.
  addEventListener('message', ({ data, ports: [port] }: MessageEvent<CodeBook | null>) => {
    if (data !== null) openCodeBook(data)
    if (port !== undefined) serveEntries(port, parseOne, unpackHere)
  })
} else {
  serveEngine()
}
