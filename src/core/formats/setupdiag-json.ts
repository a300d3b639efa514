/** SetupDiagResults.json: the same names as in XML, `FailureData` as a list, dates as `\/Date(ms-0800)\/`. */
import { Level, RowFlag } from '../model/event-table.ts'
import type { Signal } from '../model/event-kinds.ts'
import { wallMs } from '../model/units.ts'
import type { Head, Sample, Sink, TextFormat } from './format.ts'
import { jsonStrings } from './json-strings.ts'
import { ResultDraft } from './setupdiag/result-draft.ts'
import { systemFacts } from './setupdiag/system-facts.ts'
import { SignatureScan } from './signature-scan.ts'

/** A result has some KiB. */
const MOST_CHARACTERS = 4 << 20

const samples: readonly Sample[] = [
  {
    text: String.raw`{"Version":"1.6.0.0","ProfileName":"FindSPFatalError","ProfileGuid":"A4028172-1B09-48F8-AD3B-86CDD7D55852","SystemInfo":{"BiosVersion":"F3","HostOSArchitecture":"x64","UpgradeStartTime":"\/Date(1559881150000-0700)\/"},"FailureData":["\u000aError: SetupDiag reports Fatal Error.\u000aLast Setup Phase = Downlevel\u000aError: 0x00000057"],"FailureDetails":"Err = 0x00000057, LastOperation = Gather data, scope: EVERYTHING, LastPhase = Downlevel"}`,
    time: null,
    level: 'error',
    signals: [
      { kind: 'machine.fact', key: 'bios', value: 'F3' },
      { kind: 'machine.fact', key: 'architecture', value: 'x64' },
      {
        kind: 'setupdiag.result',
        rule: 'FindSPFatalError',
        guid: 'A4028172-1B09-48F8-AD3B-86CDD7D55852',
        version: '1.6.0.0',
        result: 0x57,
        extend: 0,
        phase: 'Downlevel',
        operation: 'Gather data, scope: EVERYTHING',
      },
    ],
  },
]

export const setupdiagJson: TextFormat = {
  kind: 'text',
  id: 'setupdiag-json',
  title: { en: 'SetupDiag results as JSON', zh: 'SetupDiag 结果（JSON）' },
  docs: 'https://learn.microsoft.com/windows/deployment/upgrade/setupdiag#json-log-sample',
  names: [/^setupdiagresults.*\.json$/i],
  samples,
  emits: ['setupdiag.result', 'machine.fact'],
  patterns: [],
  isDocument: true,
  sniff,
  async parse(source, sink) {
    const scan = new SignatureScan(source)
    let text = ''
    let end = 0
    let start = -1
    for await (const window of source.windows) {
      scan.window(window, ({ signature, line, groups }) =>
        sink.hit({ signature, row: 0, line, groups }),
      )
      if (start < 0) start = window.offset
      if (text.length < MOST_CHARACTERS) text += source.decode(window.bytes)
      end = window.offset + window.bytes.length
    }
    if (text.trim() === '') return
    const row = sink.table.add(wallMs(NaN), 1, start, Level.Info, 0, RowFlag.TimeCarried)
    sink.table.extend(end)
    sink.table.level[row] = read(text.slice(0, MOST_CHARACTERS), row, sink)
    tellCut(text, sink)
  },
}

function sniff({ text }: Head): number {
  const begin = text.slice(0, 4000)
  if (!/^[\s\uFEFF\0]{0,100}\{/.test(begin)) return 0
  return begin.includes('"ProfileName"') && begin.includes('"ProfileGuid"') ? 0.95 : 0
}

/** Adds the signals; returns the level of the row. */
function read(text: string, row: number, sink: Sink): number {
  const draft = new ResultDraft()
  const lineAt = lineCounter(text)
  let place = 1
  for (const { name, value, offset } of jsonStrings(text)) {
    if (name === 'ProfileName') {
      draft.rule = value
      place = lineAt(offset)
    } else if (name === 'ProfileGuid') draft.guid = value
    else if (name === 'Version') draft.version ||= value
    else if (name === 'FailureData' || name === 'FailureDetails') {
      for (const line of value.split('\n')) draft.read(line)
    }
    const line = lineAt(offset)
    for (const fact of systemFacts(name, value)) sink.signal({ kind: 'machine.fact', row, line, ...fact }) // prettier-ignore
  }
  if (draft.rule === '') return Level.Info
  sink.signal({ kind: 'setupdiag.result', row, line: place, ...draft.fields } satisfies Signal)
  return Level.Error
}

/** 1-based lines of ascending offsets. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let counted = 0
  return (offset) => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++
      counted = at + 1
    }
    return line
  }
} // prettier-ignore

function tellCut(text: string, sink: Pick<Sink, 'problem'>): void {
  if (text.trimEnd().replace(/\0/g, '').trimEnd().endsWith('}')) return
  sink.problem({
    code: 'truncated',
    at: `line ${text.split('\n').length}`,
    detail: 'Expected } at the end of the document, found the end of the file',
    skipped: null,
  })
}
