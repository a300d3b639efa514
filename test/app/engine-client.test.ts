import { expose } from 'comlink'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { EngineHost } from '../../workers/engine-host.ts'
import type { OpenBundle, OpenResult } from '../../workers/engine-api.ts'
import type { CodeBook } from '../../src/core/codes/code-book.ts'
import { EngineClient } from '../../src/app/engine-client.ts'

/** A worker without a thread: what it is sent goes to the other end of a channel. */
class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = []
  readonly #near: MessagePort
  readonly far: MessagePort
  isTerminated = false

  constructor() {
    super()
    const { port1, port2 } = new MessageChannel()
    this.#near = port1
    this.far = port2
    port1.onmessage = ({ data }: MessageEvent<unknown>) =>
      this.dispatchEvent(new MessageEvent('message', { data }))
    FakeWorker.made.push(this)
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#near.postMessage(message, transfer)
  }

  terminate(): void {
    this.isTerminated = true
    this.#near.close()
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }))
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
const CANCELLED: OpenResult = { kind: 'cancelled' }

let client: EngineClient
afterEach(() => {
  client.terminate()
  FakeWorker.made.length = 0
})

interface Parts {
  readonly engines: FakeWorker[]
  readonly parsers: FakeWorker[]
  readonly replaced: (readonly [slot: number, why: string])[]
}

/** `host`: what the engine's side answers; calls that it lacks hang. */
function start(
  host: Partial<EngineHost>,
  poolSize = 2,
  loadCodeBook: () => Promise<CodeBook> = () => Promise.reject(new Error('no book')),
): Parts {
  const parts: Parts = { engines: [], parsers: [], replaced: [] }
  const whole = {
    attach: () => undefined,
    learnCodes: () => undefined,
    cancel: () => Promise.resolve(),
    replaced: (slot: number, _port: MessagePort, why: string) =>
      void parts.replaced.push([slot, why]),
    ...host,
  }
  client = new EngineClient({
    startEngine: () => {
      const worker = new FakeWorker()
      parts.engines.push(worker)
      expose(whole, worker.far)
      return worker as unknown as Worker
    },
    startParser: () => {
      const worker = new FakeWorker()
      parts.parsers.push(worker)
      return worker as unknown as Worker
    },
    loadCodeBook,
    loadUnpackProgram: () => Promise.reject(new Error('no program')),
    poolSize,
  })
  return parts
}

const silent = { progress: () => undefined, partial: () => undefined }
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('giving up', () => {
  test('settles the reading at once and puts new workers in', async () => {
    const parts = start({ open: () => never() })
    const reading = client.open('x', [], silent)
    await settled()
    await client.cancel()
    expect(await reading).toEqual(CANCELLED)
    expect(parts.parsers.map(({ isTerminated }) => isTerminated)).toEqual([
      true,
      true,
      false,
      false,
    ])
    await settled()
    expect(parts.replaced).toEqual([
      [0, 'cancelled'],
      [1, 'cancelled'],
    ])
  })

  test('a log that is being read anew is given up, too', async () => {
    let isGivenUp = (): void => undefined
    const left = { analysis: { verdict: {} } } as OpenBundle
    const parts = start({
      setEncoding: () => new Promise((resolve) => (isGivenUp = () => resolve(left))),
      cancel: () => Promise.resolve(isGivenUp()),
    })
    const reread = client.setEncoding('CBS.log', 'big5')
    await settled()
    await client.cancel()
    expect(await reread).toEqual(left)
    await settled()
    expect(parts.replaced).toHaveLength(2)
    // Nothing is in work any more.
    await client.cancel()
    await settled()
    expect(parts.replaced).toHaveLength(2)
  })

  test('with nothing to give up, it does nothing', async () => {
    const parts = start({})
    await client.cancel()
    expect(parts.engines).toEqual([])
  })

  test('an engine that is stuck is replaced', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const parts = start({ open: () => never(), cancel: () => never() })
      void client.open('x', [], silent)
      await vi.advanceTimersByTimeAsync(10)
      await client.cancel()
      await vi.advanceTimersByTimeAsync(10_000)
      expect(parts.engines[0]?.isTerminated).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  test('before the code book has come, nothing is begun', async () => {
    let load = (): void => undefined
    const book = new Promise<CodeBook>((_, fail) => (load = () => fail(new Error('no book'))))
    let opened = 0
    start({ open: () => (opened++, Promise.resolve(CANCELLED)) }, 2, () => book)
    const reading = client.open('x', [], silent)
    await settled()
    await client.cancel()
    expect(await reading).toEqual(CANCELLED)
    load()
    await settled()
    expect(opened).toBe(0)
  })

  test('of two readings asked for in one breath, the first', async () => {
    start({ open: (name) => (name === 'x' ? never() : Promise.resolve(CANCELLED)) })
    const first = client.open('x', [], silent)
    await client.open('y', [], silent)
    expect(await first).toEqual(CANCELLED)
  })

  test('a new reading gives up the one in work', async () => {
    let opened = 0
    const parts = start({ open: () => (opened++ === 0 ? never() : Promise.resolve(CANCELLED)) })
    const first = client.open('x', [], silent)
    await settled()
    await client.open('y', [], silent)
    expect(await first).toEqual(CANCELLED)
    expect(parts.parsers).toHaveLength(4)
  })
})

describe('a worker that dies', () => {
  test('in the pool is replaced, and the engine is told why', async () => {
    const parts = start({ open: () => never() })
    void client.open('x', [], silent)
    await settled()
    parts.parsers[1]?.fail('out of memory')
    await settled()
    expect(parts.parsers).toHaveLength(3)
    expect(parts.replaced).toEqual([[1, 'out of memory']])
  })

  test('as the engine is a refusal, and the next reading has a new one', async () => {
    let opened = 0
    const parts = start({ open: () => (opened++ === 0 ? never() : Promise.resolve(CANCELLED)) })
    const reading = client.open('x', [], silent)
    await settled()
    parts.engines[0]?.fail('out of memory')
    expect(await reading).toMatchObject({
      kind: 'refused',
      refusal: {
        problems: [{ code: 'worker-died', detail: expect.stringContaining('memory') as string }],
      },
    })
    expect(await client.open('y', [], silent)).toEqual(CANCELLED)
    expect(parts.engines).toHaveLength(2)
  })

  test('over and over in the pool is a refusal, too', async () => {
    const parts = start({ open: () => never() }, 1)
    const reading = client.open('x', [], silent)
    await settled()
    for (let death = 0; death <= 100; death++) parts.parsers.at(-1)?.fail('no worker here')
    expect((await reading).kind).toBe('refused')
  })

  test('questions to an engine that dies are answered with an error', async () => {
    const parts = start({ lines: () => never() })
    const asked = client.lines('x', 1, 1)
    await settled()
    parts.engines[0]?.fail('gone')
    await expect(asked).rejects.toThrow('gone')
  })
})

test('a browser without workers refuses, with the reason', async () => {
  client = new EngineClient({
    startEngine: () => {
      throw new Error('workers are forbidden here')
    },
    startParser: () => {
      throw new Error('workers are forbidden here')
    },
    loadCodeBook: () => Promise.reject(new Error('no book')),
    loadUnpackProgram: () => Promise.reject(new Error('no program')),
    poolSize: 2,
  })
  expect(await client.open('x', [], silent)).toMatchObject({
    kind: 'refused',
    refusal: {
      problems: [{ code: 'worker-died', detail: expect.stringContaining('forbidden') as string }],
    },
  })
})

test('what was told as whole is the same object once it is kept, and late news are not heard', async () => {
  const bundle = {
    complete: true,
    sessionId: null,
    analysis: { n: 1 },
    timeline: {},
    changes: null,
  }
  let tellLate = (): void => undefined
  start({
    open: (_name, _files, listeners) => {
      listeners.partial(bundle as unknown as OpenBundle)
      tellLate = () => listeners.partial(bundle as unknown as OpenBundle)
      const kept = { ...bundle, sessionId: 'kept', analysis: { n: 1 } }
      return new Promise((resolve) => {
        setTimeout(() => resolve({ kind: 'opened', bundle: kept as unknown as OpenBundle }), 20)
      })
    },
  })
  const partials: OpenBundle[] = []
  const result = await client.open('x', [], {
    progress: () => undefined,
    partial: (one) => void partials.push(one),
  })
  if (result.kind !== 'opened') throw new Error(result.kind)
  expect(result.bundle.sessionId).toBe('kept')
  expect(result.bundle.analysis).toBe(partials[0]?.analysis)
  tellLate()
  await settled()
  expect(partials).toHaveLength(1)
})
