import { startEngine } from './app/engine.ts'
import { deleteAllSessions, deleteSession, listSessions, renameSession } from './store/sessions.ts'
import type { SampleBundle } from './app/connections.ts'
import { start } from './start.ts'

/** The samples weigh megabytes: they are loaded when the first screen shows their names. */
async function samples(): Promise<readonly SampleBundle[]> {
  const modules = import.meta.glob<{ sampleBundles: readonly SampleBundle[] }>('./app/samples.ts')
  const load = modules['./app/samples.ts']
  return load === undefined ? [] : (await load()).sampleBundles
}

start({
  connectEngine: () => startEngine(),
  sessions: { listSessions, renameSession, deleteSession, deleteAllSessions },
  samples,
})
