/**
 * The engine before its script is there. Workers, parsers and store are most of the program, and a page that is only being
 * opened needs none of them: their script is loaded at the first call, or a moment earlier where one is likely to come.
 */
import type { Engine, SessionShelf } from './connections.ts'
import { t } from './i18n/text.svelte.ts'

export interface LateEngine {
  /** Each call waits until the script is there; calls keep their order. */
  readonly engine: Engine & SessionShelf
  /**
   * Loads the script and starts the workers, since a bundle is about to come; `whole`: with all that they may ask for later.
   * Never rejects: the call itself will.
   */
  readonly prepare: (whole?: boolean) => Promise<void>
}

export type LoadEngine = () => Promise<Engine & SessionShelf & { prepare(whole?: boolean): void }>

type Method = (...parameters: readonly unknown[]) => Promise<unknown>

export function lateEngine(load: LoadEngine): LateEngine {
  let loading: ReturnType<LoadEngine> | null = null
  const loaded = (): ReturnType<LoadEngine> => {
    loading ??= load().catch((error: unknown) => {
      // The next call may find the network again.
      loading = null
      const why = error instanceof Error ? error.message : String(error)
      throw new Error(t('shell.engineMissing', { why }), { cause: error })
    })
    return loading
  }
  // Whatever the engine can do it can do late, so no method is named here.
  const engine = new Proxy({} as Engine & SessionShelf, {
    get: (_, name): Method => {
      return (...parameters) =>
        loaded().then((real) =>
          (real as never as Record<PropertyKey, Method>)[name]!(...parameters),
        )
    },
  })
  const prepare = (whole = false) =>
    loaded().then(
      (real) => real.prepare(whole),
      () => undefined,
    )
  return { engine, prepare }
}
