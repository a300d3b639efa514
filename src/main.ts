import { sessionShelf } from './app/kept-sessions.ts'
import { lateEngine } from './app/late-engine.ts'
import { sampleBundles } from './app/samples.ts'
import { start } from './ui/start.ts'

// The engine worker holds the store too, so one client serves both.
const { engine, prepare } = lateEngine(async () => (await import('./app/engine.ts')).startEngine())

start({
  engine,
  prepareEngine: prepare,
  sessions: sessionShelf(engine),
  samples: sampleBundles,
})
