import { describe, expect, test } from 'vitest'

import type { OpenBundle } from '../../workers/engine-api.ts'
import type { Connections, KeptSession } from '../../src/app/connections.ts'
import { Workspace } from '../../src/app/workspace.svelte.ts'
import { FakeEngine } from './fake-engine.ts'

function made(): { readonly workspace: Workspace; readonly engine: FakeEngine } {
  const engine = new FakeEngine()
  const connections: Connections = {
    engine,
    prepareEngine: () => Promise.resolve(),
    sessions: {
      listSessions: () => Promise.resolve([]),
      renameSession: () => Promise.reject(new Error('refused')),
      deleteSession: () => Promise.resolve(),
      deleteAllSessions: () => Promise.resolve(),
    },
    samples: [],
  }
  return { workspace: new Workspace(connections), engine }
}

const kept: KeptSession = {
  id: 'x',
  name: 'x',
  savedAt: 0,
  bytes: 1,
  entries: 1,
  failed: null,
  sentence: { en: '', zh: '' },
}

const file = [{ path: 'update.zip', blob: new Blob(['x']) }]

describe('opening', () => {
  test('goes from idle over reading to ready, on the line that proves the verdict', async () => {
    const { workspace } = made()
    expect(workspace.status).toBe('idle')
    const opened = workspace.open('update.zip', file)
    expect(workspace.status).toBe('reading')
    await opened
    expect(workspace.status).toBe('ready')
    expect(workspace.progress).toBeNull()
    expect(workspace.selection).toMatchObject({ line: 4711, from: 'opening' })
    expect(workspace.attempt).toBe('attempt-2')
    expect(workspace.logPath).toBe(workspace.selection?.path)
  })

  test('learns the moment of the line it opens on', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    await Promise.resolve()
    expect(workspace.selection?.utc).toBeGreaterThan(0)
  })

  test('a refusal leaves nothing open and its reasons in sight', async () => {
    const { workspace } = made()
    await workspace.open('broken.pdf', file)
    expect(workspace.status).toBe('refused')
    expect(workspace.analysis).toBeNull()
    expect(workspace.refusal?.problems[0]?.code).toBe('not-an-archive')
  })

  test('an error of the engine is told, and the page is as before', async () => {
    const { workspace, engine } = made()
    engine.open = () => Promise.reject(new Error('out of memory'))
    await workspace.open('update.zip', file)
    expect(workspace.status).toBe('idle')
    expect(workspace.trouble).toBe('out of memory')
  })

  test('what an earlier reading still reports is not listened to', async () => {
    const { workspace } = made()
    const first = workspace.open('healthy.zip', file)
    const second = workspace.open('update.zip', file)
    await Promise.all([first, second])
    expect(workspace.analysis?.verdict.failed).toBe(true)
    expect(workspace.status).toBe('ready')
  })

  test('cancel goes back to where it began', async () => {
    const { workspace } = made()
    const opened = workspace.open('update.zip', file)
    await workspace.cancel()
    await opened
    expect(workspace.status).toBe('idle')
    expect(workspace.analysis).toBeNull()
  })
})

test('a bundle that is given up leaves the first screen, not the one before', async () => {
  const { workspace } = made()
  await workspace.open('update.zip', file)
  const opened = workspace.open('healthy.zip', file)
  await workspace.cancel()
  await opened
  expect([workspace.status, workspace.analysis, workspace.name]).toEqual(['idle', null, ''])
})

describe('clocks that were set', () => {
  const withClock = (bundle: OpenBundle, offsetMinutes: number): OpenBundle => {
    const [first, ...rest] = bundle.analysis.entries
    if (first === undefined) throw new Error('no log')
    const clock = [{ fromLine: 1, offsetMinutes, source: 'user', errorSeconds: 0 } as const]
    const analysis = { ...bundle.analysis, entries: [{ ...first, clock }, ...rest] }
    const choices = { ...bundle.choices, clocks: { [first.path]: offsetMinutes } }
    return { ...bundle, analysis, choices }
  }

  test('in a kept session are known when it is opened again', async () => {
    const { workspace, engine } = made()
    const reopen = engine.reopen.bind(engine)
    engine.reopen = async (id) => {
      const result = await reopen(id)
      if (result.kind !== 'opened') throw new Error(result.kind)
      return { kind: 'opened', bundle: withClock(result.bundle, 480) }
    }
    await workspace.reopen({ ...kept, id: 'update.zip' })
    const path = workspace.analysis?.entries[0]?.path ?? ''
    expect(workspace.clocks).toEqual({ [path]: 480 })
    await workspace.chooseClock('other.log', 60)
    expect(workspace.clocks).toEqual({ [path]: 480, 'other.log': 60 })
  })

  test('while a large session is being kept stay in sight', async () => {
    const { workspace, engine } = made()
    const open = engine.open.bind(engine)
    let tellKept = (): void => undefined
    const isKept = new Promise<void>((resolve) => (tellKept = resolve))
    engine.open = async (name, files, listeners) => {
      const result = await open(name, files, listeners)
      if (result.kind !== 'opened') return result
      listeners.partial(result.bundle)
      engine.setClocks = () => Promise.resolve(withClock(result.bundle, 345))
      await isKept
      return result
    }
    const opened = workspace.open('update.zip', file)
    await expect.poll(() => workspace.status).toBe('ready')
    await workspace.chooseClock(workspace.analysis?.entries[0]?.path ?? '', 345)
    tellKept()
    await opened
    expect(workspace.analysis?.entries[0]?.clock[0]?.offsetMinutes).toBe(345)
  })
})

describe('what is chosen for single files', () => {
  test('shows at once, and as the engine has it when it is read', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    const path = workspace.analysis?.entries[0]?.path ?? ''
    const chosen = workspace.chooseEncoding(path, 'gb18030')
    expect([workspace.encodings, workspace.rereading]).toEqual([{ [path]: 'gb18030' }, path])
    await chosen
    expect(workspace.rereading).toBeNull()
    expect(workspace.analysis?.entries[0]).toMatchObject({
      encoding: 'gb18030',
      encodingChosen: true,
    })
    await workspace.pin(path, 86_400_000)
    expect(workspace.pins).toEqual({ [path]: 86_400_000 })
    expect(workspace.analysis?.entries[0]?.pinnedAt).toBe('1970-01-02T00:00:00.000Z')
    await workspace.chooseEncoding(path, null)
    await workspace.pin(path, null)
    expect([workspace.encodings, workspace.pins]).toEqual([{}, {}])
  })

  test('is forgotten with the bundle', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    await workspace.pin('a.png', 1)
    await workspace.open('healthy.zip', file)
    expect([workspace.clocks, workspace.encodings, workspace.pins]).toEqual([{}, {}, {}])
  })

  test('an encoding that fails is taken back, with the reason', async () => {
    const { workspace, engine } = made()
    await workspace.open('update.zip', file)
    engine.setEncoding = () => Promise.reject(new Error('gone'))
    await workspace.chooseEncoding('CBS.log', 'big5')
    expect([workspace.encodings, workspace.rereading]).toEqual([{}, null])
    expect(workspace.trouble).toBe('gone')
  })

  test('an answer for a bundle that was closed is not listened to', async () => {
    const { workspace, engine } = made()
    await workspace.open('update.zip', file)
    let answer = (): void => undefined
    const setEncoding = engine.setEncoding.bind(engine)
    engine.setEncoding = async (path, encoding) => {
      await new Promise<void>((resolve) => (answer = resolve))
      return setEncoding(path, encoding)
    }
    const chosen = workspace.chooseEncoding('CBS.log', 'big5')
    await workspace.close()
    answer()
    await chosen
    expect([workspace.status, workspace.analysis, workspace.encodings]).toEqual(['idle', null, {}])
  })

  test('while a log is read anew, it can be given up', async () => {
    const { workspace, engine } = made()
    await workspace.open('update.zip', file)
    let cancels = 0
    engine.cancel = () => Promise.resolve(void cancels++)
    await workspace.cancel()
    const chosen = workspace.chooseEncoding('CBS.log', 'big5')
    await workspace.cancel()
    await chosen
    expect(cancels).toBe(1)
  })

  test('a picture is had by its bytes', async () => {
    const { workspace, engine } = made()
    await workspace.open('update.zip', file)
    expect((await workspace.picture('photos/screen.png'))?.size).toBeGreaterThan(0)
    expect(await workspace.picture('CBS.log')).toBeNull()
    engine.blob = () => Promise.reject(new Error('gone'))
    expect(await workspace.picture('photos/screen.png')).toBeNull()
    expect(workspace.trouble).toBe('gone')
  })
})

describe('passwords', () => {
  test('a wrong one asks again, the right one opens', async () => {
    const { workspace } = made()
    await workspace.open('locked.zip', file)
    expect(workspace.status).toBe('refused')
    expect(workspace.locked).toHaveLength(1)
    await workspace.unlock('locked.zip', 'wrong')
    expect(workspace.wrongPassword).toBe('locked.zip')
    expect(workspace.status).toBe('refused')
    await workspace.unlock('locked.zip', 'right')
    expect(workspace.wrongPassword).toBeNull()
    expect(workspace.status).toBe('ready')
  })
})

describe('going to a line', () => {
  test('lifts a filter that could hide it', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    workspace.logLevel = 3
    workspace.logText = 'nothing'
    workspace.follow('a.log', 7, 'evidence')
    expect([workspace.logLevel, workspace.logText]).toEqual([0, ''])
    expect(workspace.logPath).toBe('a.log')
  })

  test('the next error keeps the list of errors', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    workspace.logLevel = 3
    workspace.follow('a.log', 7, 'seek')
    expect(workspace.logLevel).toBe(3)
  })

  test('the same line twice is two visits', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    workspace.follow('a.log', 7, 'evidence', 1)
    const first = workspace.selection?.visit
    workspace.follow('a.log', 7, 'evidence', 1)
    expect(workspace.selection?.visit).not.toBe(first)
  })
})

describe('an open session', () => {
  test('adding tells what changed', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    await workspace.add(file)
    expect(workspace.changes?.addedEntries).toHaveLength(2)
  })

  test('what was added in vain leaves it open', async () => {
    const { workspace, engine } = made()
    await workspace.open('update.zip', file)
    engine.add = () =>
      Promise.resolve({
        kind: 'refused',
        refusal: {
          problems: [{ code: 'empty', path: 'a.zip', at: null, detail: '', skipped: null }],
          locked: [],
        },
      })
    await workspace.add(file)
    expect(workspace.status).toBe('ready')
    expect(workspace.analysis).not.toBeNull()
    expect(workspace.refusal?.problems[0]?.code).toBe('empty')
  })

  test('a moment outside the view moves it without zooming', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    workspace.viewport = { from: 1000, to: 2000 }
    workspace.showMoment(1500)
    expect(workspace.viewport).toEqual({ from: 1000, to: 2000 })
    workspace.showMoment(5000)
    expect(workspace.viewport).toEqual({ from: 4500, to: 5500 })
  })

  test('closing goes back to the first screen', async () => {
    const { workspace } = made()
    await workspace.open('update.zip', file)
    await workspace.close()
    expect(workspace.status).toBe('idle')
    expect(workspace.name).toBe('')
    expect(workspace.selection).toBeNull()
  })
})

test('a shelf that refuses is told', async () => {
  const { workspace } = made()
  await workspace.renameKept('session-1', 'other')
  expect(workspace.kept.trouble).toBe('refused')
})

test('a kept session opens under its own name', async () => {
  const { workspace } = made()
  const session: KeptSession = {
    id: 'healthy',
    name: 'PC-7',
    savedAt: 0,
    bytes: 1,
    entries: 1,
    failed: false,
    sentence: { en: '', zh: '' },
  }
  await workspace.reopen(session)
  expect(workspace.name).toBe('PC-7')
  expect(workspace.analysis?.verdict.failed).toBe(false)
})
