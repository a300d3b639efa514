/**
 * What lines of the WindowsUpdate.log of Windows XP to 8.1 mean. The client prints a code of its own (`WARNING: Exit code =`)
 * inside a call, and reports each update's result (`REPORT EVENT`) in the words of ReportingEvents.log.
 */
import type { KindPattern } from '../line-format.ts'
import { utcMs } from '../../model/units.ts'
import { readReportEvent } from './report-event.ts'
import { sharedKinds, type UpdateMemory } from './shared-kinds.ts'
import { GUID, UpdateNames, updateStep } from './update-names.ts'

export interface ClassicMemory extends UpdateMemory {
  /** The code that the call at hand has printed; 0 = none. */
  exitCode: number
  /** Update by the GUID of its download job; `job` waits for its GUID. */
  readonly jobs: Map<string, string>
  job: string
  /** Facts of the machine that have been told. */
  readonly told: Set<string>
}

const MOST_JOBS = 5000

export function newClassicMemory(): ClassicMemory {
  return {
    names: new UpdateNames(),
    serviced: { id: '', kb: '' },
    tellsInstalls: false,
    exitCode: 0,
    jobs: new Map(),
    job: '',
    told: new Set(),
  }
}

/** The zone of all lines until the next start of the client. */
const zoneKind: KindPattern<ClassicMemory> = {
  kind: 'clock.utc',
  needle: 'Logging initialized (build: ',
  pattern: /Logging initialized \(build: [^,)]*, tz: ([+-])(\d\d)(\d\d)\)/,
  read: ([, sign = '', hours = '', minutes = ''], { time }) => {
    if (Number.isNaN(time)) return null
    const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
    return { utc: utcMs(time - east * 60_000), source: 'zone-in-line', errorMs: 0 }
  },
}

/** `** START **  Agent: Finding updates [CallerId = AutomaticUpdates]`, and its end. */
function callKinds(step: 'scan' | 'install', words: string): readonly KindPattern<ClassicMemory>[] {
  const needle = `Agent: ${words} [CallerId = `
  return [
    {
      kind: 'update.step',
      needle,
      pattern: new RegExp(`START \\*\\* +Agent: ${words} \\[CallerId = ([^\\]]*)\\]`),
      read: ([, client = ''], { state }) => {
        state.exitCode = 0
        return updateStep(step, 'begin', { client })
      },
    },
    {
      kind: 'update.step',
      needle,
      pattern: new RegExp(`END +\\*\\* +Agent: ${words} \\[CallerId = ([^\\]]*)\\]`),
      read: ([, client = ''], { state }) => {
        const code = state.exitCode
        state.exitCode = 0
        const ok = code < 0x80000000
        return updateStep(step, 'end', { client, ok, code: ok ? 0 : code })
      },
    },
  ]
}

const exitKind: KindPattern<ClassicMemory> = {
  kind: 'update.step',
  needle: 'WARNING: Exit code = 0x',
  pattern: /WARNING: Exit code = 0x([0-9a-f]{8})/i,
  read: ([, code = ''], { state }) => {
    state.exitCode = Number.parseInt(code, 16)
    return null
  },
}

const downloadKinds: readonly KindPattern<ClassicMemory>[] = [
  {
    kind: 'update.step',
    needle: ': Downloading updates [CallerId = ',
    pattern: /START \*\* +\w+: Downloading updates \[CallerId = ([^\]]*)\]/,
    read: ([, client = '']) => updateStep('download', 'begin', { client }),
  },
  {
    kind: 'update.step',
    needle: ': New download job [UpdateId = ',
    pattern: new RegExp(`: New download job \\[UpdateId = \\{(${GUID})\\}`),
    read: ([, guid = ''], { state }) => {
      state.job = guid
      return updateStep('download', 'begin', state.names.of(guid))
    },
  },
  {
    kind: 'update.step',
    needle: 'BITS job initialized, JobId = ',
    pattern: new RegExp(`BITS job initialized, JobId = \\{(${GUID})\\}`),
    read: ([, job = ''], { state }) => {
      if (state.jobs.size < MOST_JOBS) state.jobs.set(job.toUpperCase(), state.job)
      return null
    },
  },
  {
    kind: 'update.step',
    needle: '} completed successfully',
    pattern: new RegExp(`^BITS job \\{(${GUID})\\} completed successfully`),
    read: ([, job = ''], { state }) => {
      const guid = state.jobs.get(job.toUpperCase()) ?? ''
      return guid === '' ? null : updateStep('download', 'end', state.names.of(guid))
    },
  },
  {
    kind: 'update.step',
    needle: '} failed, updateId = ',
    pattern: new RegExp(
      `^WARNING: BITS job \\{${GUID}\\} failed, updateId = \\{?(${GUID})\\}?\\.\\d+, hr = 0x([0-9a-f]{8})`,
      'i',
    ),
    read: ([, guid = '', hr = ''], { state }) =>
      updateStep('download', 'end', {
        ...state.names.of(guid),
        ok: false,
        code: Number.parseInt(hr, 16),
      }),
  },
]

const reportKind: KindPattern<ClassicMemory> = {
  kind: 'update.step',
  needle: 'REPORT EVENT: {',
  pattern: new RegExp(`^REPORT EVENT: \\{${GUID}\\}\\t[^\\t]{23,40}\\t\\d+\\t(.+)$`),
  read: ([, text = '']) => readReportEvent(text),
}

const restartKind: KindPattern<ClassicMemory> = {
  kind: 'update.step',
  needle: 'SUS Client is rebooting system',
  pattern: /SUS Client is rebooting system/,
  read: () => updateStep('restart', 'begin'),
}

function machineKind(
  key: 'manufacturer' | 'model' | 'bios' | 'bios-date',
  words: string,
): KindPattern<ClassicMemory> {
  return {
    kind: 'machine.fact',
    needle: `${words} = `,
    pattern: new RegExp(`^ *\\* ${words} = (\\S.*)$`),
    read: ([, value = ''], { state }) => {
      if (state.told.has(key)) return null
      state.told.add(key)
      return { key, value: key === 'bios-date' ? value.slice(0, 10) : value.trim() }
    },
  }
}

export const classicKinds: readonly KindPattern<ClassicMemory>[] = [
  zoneKind,
  ...callKinds('scan', 'Finding updates'),
  ...callKinds('install', 'Installing updates'),
  exitKind,
  ...sharedKinds,
  ...downloadKinds,
  reportKind,
  restartKind,
  machineKind('manufacturer', 'Computer Brand'),
  machineKind('model', 'Computer Model'),
  machineKind('bios', 'Bios Name'),
  machineKind('bios-date', 'Bios Release Date'),
]
