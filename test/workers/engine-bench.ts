/** An engine in one thread: real channels, parse workers that the test can hold back, kill or let die. */
import { listBundle } from '../../src/core/bundle/list-bundle.ts'
import { nodeUnpacker } from '../../src/cli/unpack-program.ts'
import type { Entry } from '../../src/core/bundle/entry.ts'
import type { EncodingName } from '../../src/core/model/log-file.ts'
import { parseOne, unpackText } from '../../src/core/pipeline/parse-one.ts'
import { unpackBytes } from '../../src/core/pipeline/unpack-bytes.ts'
import type { FoundSession, KeepResult, KeptSession } from '../../src/store/keep-session.ts'
import type { OpenBundle, ReadProgress } from '../../workers/engine-api.ts'
import { Engine } from '../../workers/engine.ts'
import { ParsePool } from '../../workers/parse-pool.ts'
import { poolUnpacker } from '../../workers/pool-unpacker.ts'
import { serveEntries } from '../../workers/serve-entries.ts'
import type { ReadEntryBytes, UnpackHere } from '../../workers/serve-entries.ts'

export interface BenchOptions {
  readonly workers?: number
  readonly read?: ReadEntryBytes
  readonly unpackArchive?: UnpackHere
  readonly stallMs?: number
  readonly keep?: (id: string | null, session: KeptSession) => Promise<KeepResult>
  /** Holds back what the store finds. */
  readonly beforeFind?: () => Promise<void>
  readonly list?: typeof listBundle
}

export class EngineBench {
  readonly engine: Engine
  readonly pool: ParsePool
  readonly progress: ReadProgress[] = []
  readonly partials: OpenBundle[] = []
  readonly kept = new Map<string, KeptSession>()
  /** Slots for which a new worker was asked for. */
  readonly restarts: number[] = []
  readonly unpacked: string[] = []
  /** Sessions whose columns were written again. */
  readonly replaced: string[] = []
  /** Sessions come as another version of the program left them. */
  isOtherVersion = false
  readonly #ports: MessagePort[] = []
  readonly #read: ReadEntryBytes
  readonly #unpackArchive: UnpackHere

  constructor(options: BenchOptions = {}) {
    this.#read = options.read ?? parseOne
    const inThisThread = nodeUnpacker()
    this.#unpackArchive =
      options.unpackArchive ??
      (({ archive }, onProgress) => inThisThread.unpack(archive, { onProgress }))
    const ports = Array.from({ length: options.workers ?? 2 }, () => this.#startWorker())
    this.pool = new ParsePool(ports, (slot) => this.#restart(slot), options.stallMs)
    const unpacker = poolUnpacker(this.pool, () => Promise.resolve(new Uint8Array(0)))
    const keep = (id: string | null, session: KeptSession): Promise<KeepResult> => {
      const key = id ?? `session-${this.kept.size + 1}`
      this.kept.set(key, session)
      return Promise.resolve({ kept: true, id: key })
    }
    this.engine = new Engine({
      pool: this.pool,
      readers: {
        list: options.list ?? ((files, given) => listBundle(files, { ...given, unpacker })),
        unpack: (entry, encoding) => this.#unpack(entry, encoding),
        bytes: unpackBytes,
      },
      shelf: {
        keep: options.keep ?? keep,
        update: (id, session) => Promise.resolve(void this.kept.set(id, session)),
        replace: (id, session) => {
          this.replaced.push(id)
          return Promise.resolve(void this.kept.set(id, session))
        },
        find: async (id) => {
          await options.beforeFind?.()
          return this.#find(id)
        },
      },
      now: () => performance.now(),
    })
  }

  readonly listeners = {
    progress: (progress: ReadProgress) => void this.progress.push(progress),
    partial: (bundle: OpenBundle) => void this.partials.push(bundle),
  }

  /** What the page does when a worker dies or a reading is given up. */
  replace(slot: number, why: string): void {
    this.pool.replaced(slot, this.#startWorker(), why)
  }

  close(): void {
    for (const port of this.#ports) port.close()
  }

  #startWorker(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    this.#ports.push(port1, port2)
    serveEntries(
      port1,
      (entry, options) => this.#read(entry, options),
      (asked, onProgress) => this.#unpackArchive(asked, onProgress),
    )
    return port2
  }

  #restart(slot: number): void {
    this.restarts.push(slot)
    queueMicrotask(() => this.replace(slot, 'it hung'))
  }

  #unpack(entry: Entry, encoding: EncodingName | null): Promise<Blob | null> {
    this.unpacked.push(entry.path)
    return unpackText(entry, encoding)
  }

  #find(id: string): FoundSession {
    const session = this.kept.get(id)
    if (session === undefined) return { kind: 'missing' }
    return this.isOtherVersion ? { ...session, kind: 'stale' } : { kind: 'found', session }
  }
}

/** A promise that the test settles. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}
