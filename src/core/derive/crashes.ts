/**
 * Crashes: from dumps, and, where none is at hand, from the rollback log's own record of the last one and from what event logs
 * tell after it.
 */
import type { Crash } from '../model/story.ts'
import { suspectOf } from './crash-suspect.ts'
import { byTime, isKind, originals, signalsOf, type Materials, type Timed } from './materials.ts'

/** A rollback runs minutes after the crash that it reports; a dump older than this is another crash's. */
const SAME_CRASH_MS = 24 * 3_600_000

/** Windows writes a small dump beside the large one, and setup copies both: one crash has one time in all of them. */
const SAME_DUMP_MS = 2_000

/** Which of several dumps of one crash tells most. */
const RICHNESS: readonly Crash['dumpKind'][] = [
  'none',
  'user',
  'triage',
  'bitmap',
  'kernel',
  'full',
]

const NO_DUMP = {
  frames: [],
  from: 'none',
  process: '',
  nullRegister: '',
  loading: '',
  modules: [],
  unloaded: [],
} as const

/** Crashes in order of time, each once. */
export function deriveCrashes(materials: Materials): readonly Crash[] {
  const crashes: Crash[] = []
  const logged: Crash[] = []
  for (const file of originals(materials)) {
    const signals = signalsOf(materials, file)
    for (const timed of signals)
      if (isKind(timed, 'crash.dump') && isOfSystem(timed)) addDump(crashes, fromDump(timed))
    logged.push(...fromRollbackLog(signals), ...fromEventLog(signals))
  }
  for (const crash of logged) addLogged(crashes, crash)
  return crashes.sort((a, b) => byTime(a.at, b.at))
}

/** A dump of a process is no crash of the machine. */
function isOfSystem({ signal }: Timed<'crash.dump'>): boolean {
  return signal.dumpKind !== 'user'
}

function addDump(crashes: Crash[], dump: Crash): void {
  const index = crashes.findIndex(
    (one) => isSameBugCheck(one.bugCheck, dump.bugCheck) && isNear(one.at, dump.at, SAME_DUMP_MS),
  )
  const known = crashes[index]
  if (!known) crashes.push(dump)
  else if (RICHNESS.indexOf(dump.dumpKind) > RICHNESS.indexOf(known.dumpKind)) crashes[index] = dump
}

/** The record of a crash whose dump is at hand only adds the module that it names. */
function addLogged(crashes: Crash[], crash: Crash): void {
  const index = crashes.findLastIndex(
    (one) =>
      isSameBugCheck(one.bugCheck, crash.bugCheck) && isNear(one.at, crash.at, SAME_CRASH_MS),
  )
  const known = crashes[index]
  if (!known) crashes.push(crash)
  else if (known.suspect === '') crashes[index] = { ...known, suspect: crash.suspect }
}

/** A small dump prints 0x1000007E for what the large one calls 0x7E. */
export function isSameBugCheck(a: number, b: number): boolean {
  return (a & 0x0fffffff) === (b & 0x0fffffff)
}

function isNear(a: number, b: number, ms: number): boolean {
  return Number.isNaN(a) || Number.isNaN(b) || Math.abs(a - b) <= ms
}

function fromDump({ signal, place }: Timed<'crash.dump'>): Crash {
  const { kind: _kind, row: _row, line: _line, ...dump } = signal
  return { ...dump, suspect: suspectOf(dump), place }
}

/** `Crash 0x0000007E detected`, then `Module name`, `Bugcheck parameter 1..4`. The log says when it was found, not when it fell. */
function fromRollbackLog(signals: readonly Timed[]): readonly Crash[] {
  const crashes: (Omit<Crash, 'parameters' | 'suspect'> & {
    parameters: string[]
    suspect: string
  })[] = []
  for (const { signal, at, place } of signals) {
    if (signal.kind === 'rollback.crash' && signal.detected) {
      crashes.push({
        at,
        bugCheck: signal.bugCheck,
        parameters: [],
        uptimeMs: Number.NaN,
        build: '',
        architecture: '',
        dumpKind: 'none',
        suspect: '',
        method: 'log',
        ...NO_DUMP,
        place,
      })
    }
    const open = crashes.at(-1)
    if (!open) continue
    if (signal.kind === 'rollback.crash-module' && open.suspect === '') open.suspect = signal.module
    if (signal.kind === 'rollback.crash-parameter') open.parameters[signal.index - 1] = signal.value
  }
  return crashes.map((crash) => ({
    ...crash,
    parameters: Array.from(crash.parameters, (value) => value ?? ''),
  }))
}

/** The start after a bug check tells of it in the event log, in two records: when it was found, not when it fell. */
function fromEventLog(signals: readonly Timed[]): readonly Crash[] {
  return signals.flatMap(({ signal, at, place }): readonly Crash[] =>
    signal.kind === 'sys.bug-check' ||
    (signal.kind === 'sys.unclean-restart' && signal.bugCheck !== 0)
      ? [
          {
            at,
            bugCheck: signal.bugCheck,
            parameters: signal.parameters,
            uptimeMs: Number.NaN,
            build: '',
            architecture: '',
            dumpKind: 'none',
            suspect: '',
            method: 'log',
            ...NO_DUMP,
            place,
          },
        ]
      : [],
  )
}
