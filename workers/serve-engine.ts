/** Owns the open bundle. The page reaches it through Comlink, and it reaches the pool through ports from the page. */
import { expose } from 'comlink'
import { openCodeBook } from '../src/core/codes/code-book.ts'
import { listBundle } from '../src/core/bundle/list-bundle.ts'
import { unpackText } from '../src/core/pipeline/parse-one.ts'
import { unpackBytes } from '../src/core/pipeline/unpack-bytes.ts'
import { findSession, keepReading, keepSession, keepStory } from '../src/store/keep-session.ts'
import { Engine } from './engine.ts'
import {
  deleteAllSessions,
  deleteSession,
  listSessions,
  renameSession,
} from '../src/store/sessions.ts'
import type { EngineHost } from './engine-host.ts'
import { ParsePool } from './parse-pool.ts'
import { poolUnpacker } from './pool-unpacker.ts'

let pool: ParsePool | null = null
let engine: Engine | null = null

function running(): Engine {
  if (engine === null) throw new Error('the engine has no parse workers yet')
  return engine
}

const host: EngineHost = {
  attach(ports, restart, loadProgram) {
    pool = new ParsePool(ports, restart)
    const unpacker = poolUnpacker(pool, loadProgram)
    engine = new Engine({
      pool,
      readers: {
        list: (files, options) => listBundle(files, { ...options, unpacker }),
        unpack: unpackText,
        bytes: unpackBytes,
      },
      shelf: { keep: keepSession, update: keepStory, replace: keepReading, find: findSession },
      now: () => performance.now(),
    })
  },
  learnCodes: openCodeBook,
  listSessions: () => listSessions(),
  renameSession: (id, name) => renameSession(id, name),
  deleteSession: (id) => deleteSession(id),
  deleteAllSessions: () => deleteAllSessions(),
  replaced: (slot, port, why) => pool?.replaced(slot, port, why),
  open: (name, files, listeners) => running().open(name, files, listeners),
  add: (files, listeners) => running().add(files, listeners),
  unlock: (archivePath, password, listeners) => running().unlock(archivePath, password, listeners),
  cancel: () => running().cancel(),
  reopen: (sessionId) => running().reopen(sessionId),
  setClocks: (choices) => running().setClocks(choices),
  setEncoding: (path, encoding) => running().setEncoding(path, encoding),
  setPin: (path, utcMs) => running().setPin(path, utcMs),
  blob: (path) => running().blob(path),
  recordXml: (path, line) => running().recordXml(path, line),
  bins: (from, to, count) => running().bins(from, to, count),
  lines: (path, from, count) => running().lines(path, from, count),
  linesAt: (path, lines) => running().linesAt(path, lines),
  filter: (path, filter) => running().filter(path, filter),
  seek: (path, line, direction, level) => running().seek(path, line, direction, level),
  search: (text, limit) => running().search(text, limit),
}

/** Makes this worker the engine. */
export function serveEngine(): void {
  expose(host)
}
