/** An engine that reads nothing: the name of what is opened chooses one of the written cases. */
import type {
  ClockChoices,
  EncodingName,
  LogLine,
  OpenBundle,
  OpenResult,
  ReadProgress,
  RecordText,
} from '../../workers/engine-api.ts'
import type { Engine } from '../../src/app/connections.ts'
import type { Analysis, AnalysisEvidence } from '../../src/core/model/analysis.ts'
import { NO_CHOICES, withChoice, type SessionChoices } from '../../src/core/model/choices.ts'
import { densityLaneId, type TimelineModel } from '../../src/core/timeline/lanes.ts'
import { utcMs } from '../../src/core/model/units.ts'
import { healthyCase, preloadCase, updateCase, upgradeCase } from './fake-cases.ts'

const CASES: Readonly<Record<string, Analysis>> = {
  update: updateCase,
  upgrade: upgradeCase,
  preload: preloadCase,
  healthy: healthyCase,
}

function caseOf(name: string): Analysis {
  const found = Object.entries(CASES).find(([key]) => name.includes(key))
  return found?.[1] ?? updateCase
}

function timelineOf(analysis: Analysis): TimelineModel {
  const last = analysis.attempts.at(-1)
  return {
    from: utcMs(Date.parse(last?.from ?? '')),
    to: utcMs(Date.parse(last?.to ?? '')),
    offsetMinutes: 480,
    clockSource: 'csi-stamp',
    lanes: analysis.entries.map((entry) => ({
      id: densityLaneId(entry.path),
      kind: 'density',
      path: entry.path,
      spans: [],
      marks: [],
      depths: 1,
      offsetMinutes: entry.clock[0]?.offsetMinutes ?? null,
      clockSource: entry.clock[0]?.source ?? null,
      errors: entry.levels.error,
      warnings: entry.levels.warning,
    })),
  }
}

const ordinary = [
  'CSI    00000013 Performing 1 operations as follows:',
  'CBS    Appl: detect Parent, Package: Package_4231_for_KB5016623~31bf3856ad364e35~amd64~~17763.3287.1.4, Parent: Microsoft-Windows-Foundation-Package, Disposition = Detect',
  'CBS    Exec: Processing started.  Session: 30990541_2718281828, Package: Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.3287.1.4',
  'CSI    0000024f@2022/10/10:07:33:02.114 CSI Transaction @0x1f5b2a10 initialized for deployment engine',
]

export class FakeEngine implements Engine {
  #analysis: Analysis = updateCase
  #cancelled = false
  #choices: SessionChoices = NO_CHOICES
  /** ms between two reports of progress; 0 in tests. */
  readonly pace: number
  wrongOnce = true

  constructor(pace = 0) {
    this.pace = pace
  }

  async open(
    name: string,
    _files: unknown,
    listeners: {
      progress(progress: ReadProgress): void
      partial(bundle: OpenBundle): void
    },
  ): Promise<OpenResult> {
    this.#cancelled = false
    this.#choices = NO_CHOICES
    this.#analysis = { ...caseOf(name), bundle: { ...caseOf(name).bundle, name } }
    if (name.includes('locked')) {
      return {
        kind: 'refused',
        refusal: {
          problems: [],
          locked: [{ path: 'locked.zip!/CBS.log', archivePath: 'locked.zip' }],
        },
      }
    }
    if (name.includes('broken')) {
      return {
        kind: 'refused',
        refusal: {
          locked: [],
          problems: [
            {
              code: 'not-an-archive',
              path: name,
              at: null,
              detail: 'expected a zip, cab or 7z signature, found 25 50 44 46',
              skipped: null,
            },
            { code: 'no-logs', path: 'photos.zip', at: null, detail: '', skipped: 20_311_240 },
          ],
        },
      }
    }
    const { entries } = this.#analysis
    const total = 48_211_004
    for (let step = 0; step <= 20; step++) {
      if (this.#cancelled) return { kind: 'cancelled' }
      listeners.progress({
        stage: step < 18 ? 'reading' : 'story',
        doneBytes: (total * step) / 20,
        totalBytes: total,
        entry: entries[step % entries.length]?.path ?? '',
        doneEntries: Math.floor((entries.length * step) / 20),
        totalEntries: entries.length,
      })
      if (step === 10 && this.pace > 0) listeners.partial(this.#bundle(false))
      await new Promise((resolve) => setTimeout(resolve, this.pace))
    }
    return { kind: 'opened', bundle: this.#bundle(true, name.includes('partly')) }
  }

  add(): Promise<OpenResult> {
    return Promise.resolve({
      kind: 'opened',
      bundle: {
        ...this.#bundle(true),
        changes: {
          addedEntries: ['setupapi.dev.log', 'System.evtx'],
          newFindings: ['drivers.hive-refused'],
          goneFindings: [],
          verdictChanged: true,
          failedBefore: true,
          failedNow: true,
        },
      },
    })
  }

  unlock(archivePath: string): Promise<OpenResult> {
    if (this.wrongOnce) {
      this.wrongOnce = false
      return Promise.resolve({
        kind: 'refused',
        refusal: {
          problems: [
            { code: 'wrong-password', path: archivePath, at: null, detail: '', skipped: null },
          ],
          locked: [{ path: 'locked.zip!/CBS.log', archivePath }],
        },
      })
    }
    return Promise.resolve({ kind: 'opened', bundle: this.#bundle(true) })
  }

  cancel(): Promise<void> {
    this.#cancelled = true
    return Promise.resolve()
  }

  reopen(id: string): Promise<OpenResult> {
    this.#analysis = caseOf(id)
    return Promise.resolve({ kind: 'opened', bundle: this.#bundle(true) })
  }

  setClocks(clocks: ClockChoices): Promise<OpenBundle> {
    this.#choices = { ...this.#choices, clocks }
    return Promise.resolve(this.#bundle(true))
  }

  /** Not at once: the page shows that the log is being read anew. */
  async setEncoding(path: string, encoding: EncodingName | null): Promise<OpenBundle> {
    await new Promise((resolve) => setTimeout(resolve, this.pace * 10))
    const encodings = withChoice(this.#choices.encodings, path, encoding)
    this.#choices = { ...this.#choices, encodings }
    return this.#bundle(true)
  }

  setPin(path: string, utcMs: number | null): Promise<OpenBundle> {
    this.#choices = { ...this.#choices, pins: withChoice(this.#choices.pins, path, utcMs) }
    return Promise.resolve(this.#bundle(true))
  }

  blob(path: string): Promise<Blob | null> {
    return Promise.resolve(/\.(png|jpe?g|bmp)$/i.test(path) ? new Blob([PIXEL]) : null)
  }

  recordXml(path: string, line: number): Promise<RecordText | null> {
    const words = { en: `Record ${line} of ${path}`, zh: `${path} 的第 ${line} 条记录` }
    const xml = `<Event><EventRecordID>${line}</EventRecordID></Event>\n`
    return Promise.resolve(path.endsWith('.evtx') ? { xml, message: words } : null)
  }

  bins(from: number, to: number, count: number) {
    return Promise.resolve(
      this.#analysis.entries.map((entry, at) => {
        const make = (weight: number) =>
          Uint32Array.from({ length: count }, (_, slice) =>
            Math.max(0, Math.round(weight * Math.sin((slice / count) * (at + 3) * 4))),
          )
        void from
        void to
        return {
          laneId: densityLaneId(entry.path),
          errors: make(Math.min(2, entry.levels.error)),
          warnings: make(4),
          total: make(40),
          lines: new Uint32Array(count),
        }
      }),
    )
  }

  lines(path: string, from: number, count: number): Promise<readonly LogLine[]> {
    return Promise.resolve(Array.from({ length: count }, (_, at) => this.#line(path, from + at)))
  }

  linesAt(path: string, lines: Uint32Array): Promise<readonly LogLine[]> {
    return Promise.resolve([...lines].map((line) => this.#line(path, line)))
  }

  filter(path: string, filter: { readonly level: number; readonly text: string }) {
    const entry = this.#analysis.entries.find((each) => each.path === path)
    const found: number[] = []
    for (let line = 1; line <= Math.min(50_000, entry?.lines ?? 0); line++) {
      const { level, text } = this.#line(path, line)
      if (level >= filter.level && text.toLowerCase().includes(filter.text.toLowerCase())) {
        found.push(line)
      }
    }
    return Promise.resolve({ lines: Uint32Array.from(found), cut: false })
  }

  seek(path: string, line: number, direction: 1 | -1, level: number): Promise<number> {
    for (let at = line + direction; at > 0 && at < line + 20_000; at += direction) {
      if (this.#line(path, at).level >= level) return Promise.resolve(at)
    }
    return Promise.resolve(0)
  }

  search(text: string, limit: number) {
    const hits = this.#evidence()
      .filter((item) => item.text.toLowerCase().includes(text.toLowerCase()))
      .slice(0, limit)
    return Promise.resolve({ hits, cut: false })
  }

  terminate(): void {
    this.#cancelled = true
  }

  #evidence(): readonly AnalysisEvidence[] {
    return this.#analysis.findings.flatMap((finding) => finding.evidence)
  }

  #line(path: string, line: number): LogLine {
    const quoted = this.#evidence().find((item) => item.path === path && item.line === line)
    const utc = Date.parse('2022-10-10T07:21:04.000Z') + line * 94
    const stamp = new Date(utc + 480 * 60_000).toISOString().slice(0, 19).replace('T', ' ')
    if (quoted !== undefined) {
      const level = /Error|^!!!/.test(quoted.text) ? 3 : 0
      return { line, text: quoted.text, level, utc, wall: utc + 480 * 60_000, head: true }
    }
    const level = levelOf(line)
    const word = { 0: 'Info ', 2: 'Warn ', 3: 'Error' }[level] ?? 'Info '
    const head = line % 23 !== 0
    const text = head
      ? `${stamp}, ${word}                 ${ordinary[line % ordinary.length]}`
      : '    (0)  LockComponentPath (10): flags: 0 comp: {l:16 b:2b5f0a1b2c3d4e5f} pathid: {l:16}'
    return { line, text, level: head ? level : 0, utc, wall: utc + 480 * 60_000, head }
  }

  #bundle(complete: boolean, partlyLocked = false): OpenBundle {
    return {
      sessionId: 'session-1',
      notKept: null,
      analysis: withEntries(this.#analysis, this.#choices),
      timeline: timelineOf(this.#analysis),
      choices: this.#choices,
      locked: partlyLocked
        ? [{ path: 'PC-0231/secret.zip!/Application.evtx', archivePath: 'PC-0231/secret.zip' }]
        : [],
      complete,
      changes: null,
    }
  }
}

/** What the choices change in the list of files. */
function withEntries(analysis: Analysis, { encodings, pins }: SessionChoices): Analysis {
  const entries = analysis.entries.map((entry) => {
    const chosen = encodings[entry.path]
    const pinned = pins[entry.path]
    return {
      ...entry,
      ...(chosen !== undefined && { encoding: chosen, encodingChosen: true }),
      ...(pinned !== undefined && { pinnedAt: new Date(pinned).toISOString() }),
    }
  })
  return { ...analysis, entries }
}

/** A PNG of one pixel. */
const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
)

function levelOf(line: number): number {
  if (line % 997 === 0) return 3
  return line % 211 === 0 ? 2 : 0
}
