import { startEngine } from './app/engine.ts'
import { start } from './ui/start.ts'

/** The samples are whole archives: they are loaded when the first screen shows their names. */
const samples = async () => (await import('./app/samples.ts')).sampleBundles

// The engine worker holds the store too, so one client serves both.
const engine = startEngine()

start({ connectEngine: () => engine, sessions: engine, samples })
