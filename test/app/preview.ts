/** The page with the fake engine, to look at: `npx vite`, then /test/app/preview.html. */
import { start } from '../../src/ui/start.ts'
import type { KeptSession } from '../../src/app/connections.ts'
import { updateCase, upgradeCase } from './fake-cases.ts'
import { FakeEngine } from './fake-engine.ts'

let kept: readonly KeptSession[] = [updateCase, upgradeCase].map((analysis, at) => ({
  id: at === 0 ? 'update' : 'upgrade',
  name: analysis.bundle.name,
  savedAt: Date.UTC(2023, 5, 26 - at, 8, 3),
  bytes: analysis.bundle.bytes,
  entries: analysis.entries.length,
  failed: analysis.verdict.failed,
  sentence: analysis.verdict.sentence,
}))

start({
  engine: new FakeEngine(Number(new URLSearchParams(location.search).get('pace') ?? 5)),
  prepareEngine: () => Promise.resolve(),
  sessions: {
    listSessions: () => Promise.resolve(kept),
    renameSession: (id, name) => {
      kept = kept.map((row) => (row.id === id ? { ...row, name } : row))
      return Promise.resolve()
    },
    deleteSession: (id) => {
      kept = kept.filter((row) => row.id !== id)
      return Promise.resolve()
    },
    deleteAllSessions: () => {
      kept = []
      return Promise.resolve()
    },
  },
  samples: ['update', 'upgrade', 'preload'].map((id) => ({
    id,
    title: {
      en: `Sample: ${id}`,
      zh: `示例：${id}`,
    },
    open: () => Promise.resolve(new File(['x'], `${id}-sample.zip`)),
  })),
})
