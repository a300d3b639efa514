/**
 * Configuration passes of the answer file: audit (auditSystem, auditUser), OOBE (specialize, oobeSystem) and their tools.
 * Audit mode and OOBE share the UnattendGC logs; the pass that a line names says which it is.
 */
import type { AttemptKind, Outcome, Phase, Place } from '../model/story.ts'
import type { Code, UtcMs } from '../model/units.ts'
import {
  byTime,
  earliest,
  isFailure,
  latest,
  originals,
  signalsOf,
  type Materials,
  type Timed,
} from './materials.ts'
import type { SetupAttempt } from './setup-attempts.ts'

/** Two runs of passes that lie farther apart are two attempts. */
const SAME_RUN_MS = 12 * 3_600_000

type Open<T> = { -readonly [K in keyof T]: T[K] }

interface Run {
  readonly file: number
  readonly passes: Open<Phase>[]
  begin: Place
  from: UtcMs
  to: UtcMs
  code: Code
  failed: boolean
  end: Place | null
  tools: Set<string>
}

/** One attempt per run of passes. Panther and UnattendGC each log a part of one run. */
export function derivePassAttempts(materials: Materials): readonly SetupAttempt[] {
  const merged: Run[] = []
  for (const run of runsOf(materials).sort((a, b) => byTime(a.from, b.from))) {
    const before = merged.findLast((one) => one.file !== run.file && kindOf(one) === kindOf(run))
    if (before && run.from - before.to <= SAME_RUN_MS) absorb(before, run)
    else merged.push(run)
  }
  return merged.map(finish)
}

function runsOf(materials: Materials): Run[] {
  return originals(materials).flatMap((file) => {
    const signals = signalsOf(materials, file).filter(({ signal }) =>
      signal.kind.startsWith('pass.'),
    )
    const passOfTool = passesByTool(signals)
    const runs: Run[] = []
    for (const timed of signals) {
      let run = runs.at(-1)
      if (!run || timed.at - run.to > SAME_RUN_MS) {
        run = newRun(timed)
        runs.push(run)
      }
      read(run, timed, passOfTool)
    }
    return runs.filter((run) => run.passes.length > 0 || run.failed)
  })
}

function absorb(into: Run, from: Run): void {
  into.passes.push(...from.passes)
  into.passes.sort((a, b) => byTime(a.from, b.from))
  for (const tool of from.tools) into.tools.add(tool)
  into.from = earliest(into.from, from.from)
  into.to = latest(into.to, from.to)
  if (from.failed) {
    into.failed = true
    if (from.code !== 0) into.code = from.code
    into.end = from.end
  }
}

function newRun(timed: Timed): Run {
  return {
    file: timed.file,
    passes: [],
    begin: timed.place,
    from: timed.at,
    to: timed.at,
    code: 0,
    failed: false,
    end: null,
    tools: new Set(),
  }
}

/** The pass that a tool was started for, by the action queue lines of the whole file: some of its lines come before. */
export function passesByTool(signals: readonly Timed[]): ReadonlyMap<string, string> {
  const passes = new Map<string, string>()
  for (const { signal } of signals) {
    if (signal.kind !== 'pass.action' || signal.pass === '') continue
    const image = signal.command.split(/[\\/]/).at(-1)?.split(/\s/)[0]?.toUpperCase() ?? ''
    if (image !== '') passes.set(image, signal.pass)
  }
  return passes
}

function read(run: Run, timed: Timed, passOfTool: ReadonlyMap<string, string>): void {
  const { signal, at, place } = timed
  run.from = earliest(run.from, at)
  run.to = latest(run.to, at)
  switch (signal.kind) {
    case 'pass.begin':
      run.tools.add(signal.tool.toLowerCase())
      begin(run, signal.pass, at, place)
      return
    case 'pass.action':
      run.tools.add(signal.tool.toLowerCase())
      if (signal.pass !== '') begin(run, signal.pass, at, place)
      return
    case 'pass.driver-path': {
      const pass = passOfTool.get(signal.tool.toUpperCase()) ?? ''
      if (pass !== '') begin(run, pass, at, place)
      return
    }
    case 'pass.end': {
      const failed = isFailure(signal.code)
      end(run, signal.pass, at, failed ? 'failed' : 'succeeded', signal.code, place)
      if (failed) fail(run, signal.code, place)
      return
    }
    case 'pass.failed':
      run.tools.add(signal.tool.toLowerCase())
      if (signal.pass !== '') {
        begin(run, signal.pass, at, place)
        end(run, signal.pass, at, 'failed', signal.code, place)
      }
      fail(run, signal.code, place)
      return
    default:
      return
  }
}

function fail(run: Run, code: Code, place: Place): void {
  run.failed = true
  if (code !== 0) run.code = code
  run.end = place
}

function begin(run: Run, pass: string, at: UtcMs, place: Place): void {
  const open = run.passes.at(-1)
  if (open?.name === pass && open.outcome !== 'failed') {
    open.to = at
    return
  }
  run.passes.push({
    name: pass,
    kind: 'configuration-pass',
    from: at,
    to: at,
    outcome: 'unfinished',
    code: 0,
    place,
  })
}

function end(run: Run, pass: string, at: UtcMs, outcome: Outcome, code: Code, place: Place): void {
  const open = pass === '' ? run.passes.at(-1) : run.passes.findLast((one) => one.name === pass)
  if (!open) return
  open.to = at
  if (open.outcome === 'failed') return
  open.outcome = outcome
  open.code = code
  if (outcome === 'failed') open.place = place
}

function kindOf(run: Run): AttemptKind {
  if (run.passes.some((pass) => /^audit/i.test(pass.name)) || run.tools.has('audit.exe'))
    return 'audit'
  return 'oobe'
}

function finish(run: Run): SetupAttempt {
  const done = run.passes.length > 0 && run.passes.every((pass) => pass.outcome === 'succeeded')
  const quiet: Outcome = done ? 'succeeded' : 'unknown'
  return {
    kind: kindOf(run),
    subject: '',
    from: run.from,
    to: run.to,
    outcome: run.failed ? 'failed' : quiet,
    result: run.code,
    extend: 0,
    phases: run.passes,
    operations: [],
    begin: run.begin,
    end: run.end,
    sessions: [],
  }
}
