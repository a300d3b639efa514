/** Crashes: from dump headers, and from the rollback log's own record of the last one where no dump is at hand. */
import type { Crash } from '../model/story.ts'
import { utcMs } from '../model/units.ts'
import { isKind, originals, signalsOf, type Materials, type Timed } from './materials.ts'

/** A rollback runs minutes after the crash that it reports; a dump older than this is another crash's. */
const SAME_CRASH_MS = 24 * 3_600_000

/** Crashes in order of time. */
export function deriveCrashes(materials: Materials): readonly Crash[] {
  const signals = originals(materials).flatMap((file) => signalsOf(materials, file))
  const dumps = signals.filter((timed) => isKind(timed, 'crash.dump')).map(fromDump)
  const logged = fromRollbackLog(signals)
  const crashes: Crash[] = [...dumps]
  for (const crash of logged) {
    const twin = crashes.findIndex(
      (dump) =>
        dump.bugCheck === crash.bugCheck &&
        (Number.isNaN(crash.at) ||
          Number.isNaN(dump.at) ||
          Math.abs(crash.at - dump.at) < SAME_CRASH_MS),
    )
    const dump = crashes[twin]
    if (dump)
      crashes[twin] = { ...dump, suspect: dump.suspect === '' ? crash.suspect : dump.suspect }
    else crashes.push(crash)
  }
  return crashes.sort((a, b) => a.at - b.at)
}

function fromDump({ signal, place }: Timed<'crash.dump'>): Crash {
  return {
    at: signal.at,
    bugCheck: signal.bugCheck,
    parameters: signal.parameters,
    uptimeMs: signal.uptimeMs,
    build: signal.build,
    architecture: signal.architecture,
    dumpKind: signal.dumpKind,
    suspect: '',
    method: 'none',
    place,
  }
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
        at: utcMs(at),
        bugCheck: signal.bugCheck,
        parameters: [],
        uptimeMs: Number.NaN,
        build: '',
        architecture: '',
        dumpKind: 'none',
        suspect: '',
        method: 'log',
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
