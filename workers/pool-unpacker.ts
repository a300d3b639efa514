/** Unpacking in the pool, so that the engine goes on answering and a cancel ends it at once. */
import { failedUnpacking } from '../src/core/bundle/unpack/unpacking.ts'
import type { Unpacker } from '../src/core/bundle/unpack/unpacking.ts'
import type { ParsePool } from './parse-pool.ts'

/** `loadProgram`: asks the page for 7-Zip. */
export function poolUnpacker(
  pool: ParsePool,
  loadProgram: () => Promise<Uint8Array<ArrayBuffer>>,
): Unpacker {
  let loading: Promise<Uint8Array<ArrayBuffer>> | null = null
  const load = (): Promise<Uint8Array<ArrayBuffer>> => {
    loading ??= loadProgram().catch((error: unknown) => {
      // The next archive may find the network again.
      loading = null
      throw error
    })
    return loading
  }
  return {
    atOnce: pool.size,
    async unpack(archive, { signal, onProgress = () => undefined }) {
      let program: Uint8Array<ArrayBuffer>
      try {
        program = await load()
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return failedUnpacking('unsupported', `what unpacks it could not be loaded: ${why}`)
      }
      const result = await pool.unpack({ archive, program }, onProgress, signal)
      if (result.kind === 'done') return result.done.unpacked
      return failedUnpacking('worker-died', `the worker that unpacked it ended: ${result.why}`)
    },
  }
}
