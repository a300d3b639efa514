/** The only place that creates workers: one engine that owns the bundle, and a pool that parses. */
import SetupscopeWorker from '../../workers/setupscope.worker.ts?worker&inline'
import { PARSE_ROLE } from '../../workers/pool-messages.ts'
import { loadCodeBook } from './code-book.ts'
import { EngineClient } from './engine-client.ts'
import { loadUnpackProgram } from './unpack-program.ts'

/** A browser that resists fingerprinting may not tell. */
const UNKNOWN_CORES = 2

/** One core is the engine's and the page's; beyond four, inflaters wait for memory instead of each other. */
export function poolSize(cores: number): number {
  return Math.max(cores >= 2 ? 2 : 1, Math.min(4, cores - 1))
}

export function startEngine(cores = navigator.hardwareConcurrency || UNKNOWN_CORES): EngineClient {
  return new EngineClient({
    startEngine: () => new SetupscopeWorker({ name: 'engine' }),
    startParser: () => new SetupscopeWorker({ name: PARSE_ROLE }),
    loadCodeBook,
    loadUnpackProgram,
    poolSize: poolSize(cores),
  })
}
