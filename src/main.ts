import { startEngine } from './app/engine.ts'
import { deleteAllSessions, deleteSession, listSessions, renameSession } from './store/sessions.ts'
import { start } from './ui/start.ts'

/** The samples are whole archives: they are loaded when the first screen shows their names. */
const samples = async () => (await import('./app/samples.ts')).sampleBundles

start({
  connectEngine: () => startEngine(),
  sessions: { listSessions, renameSession, deleteSession, deleteAllSessions },
  samples,
})
