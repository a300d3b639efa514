/** The only place that creates workers: one engine that owns the bundle, and a pool that parses. */
import EngineWorker from '../../workers/engine.worker.ts?worker&inline'
import ParseWorker from '../../workers/parse.worker.ts?worker&inline'
import { EngineClient } from './engine-client.ts'

/** One core is the engine's and the page's; beyond four, inflaters wait for memory instead of each other. */
export function poolSize(cores: number): number {
  return Math.max(cores >= 2 ? 2 : 1, Math.min(4, cores - 1))
}

export function startEngine(cores = navigator.hardwareConcurrency): EngineClient {
  return new EngineClient({
    startEngine: () => new EngineWorker(),
    startParser: () => new ParseWorker(),
    poolSize: poolSize(cores),
  })
}
