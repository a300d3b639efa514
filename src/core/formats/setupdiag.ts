/**
 * SetupDiagResults.log: what SetupDiag found, as text.
 *
 *     Matching Profile found: FindRollbackFailure - 3A43C9B5-05B3-4F7C-A955-88F991BB5A48
 *     SetupDiag version: 1.6.2107.27002
 *     System Information:
 *     	Manufacturer = Sample Corp.
 *
 *     Error: SetupDiag reports rollback failure found.
 *     Last Phase = Safe OS
 *     Error = 0x8007000D-0x2000C
 *
 * The first line is often empty, values may be, and a time that is not known is `1/1/0001 12:00:00 AM`. Several profiles may
 * match, one block each.
 */
import { Level } from '../model/event-table.ts'
import type { Head, Sample } from './format.ts'
import { listFormat, type ListPlace, type ListReader, type ListWriter } from './list-format.ts'
import { headLines } from './line-sniff.ts'
import { ResultDraft } from './setupdiag/result-draft.ts'
import { systemFacts } from './setupdiag/system-facts.ts'

const PROFILE = /^Matching Profile found: (\w{1,100}) - ([0-9A-F-]{36})/i
const VERSION = /^SetupDiag version: (\S{1,60})/
const SYSTEM = /^System Information:/
const VALUE = /^\s+([A-Z]\w*(?: \w+)?) = (.*)$/
const HEADING =
  /^(?:Last Setup (?:Phase|Operation):|SetupDiag was unable to match|SetupDiag found \d)/
const ERROR = /^Error: SetupDiag reports/

class Reader implements ListReader {
  #draft: ResultDraft | null = null
  #place: ListPlace | undefined
  #version = ''
  #inSystem = false

  line(text: string, out: ListWriter): void {
    const profile = PROFILE.exec(text)
    if (profile !== null) {
      this.#tell(out)
      out.record()
      this.#place = out.here()
      this.#draft = new ResultDraft()
      this.#draft.rule = profile[1] ?? ''
      this.#draft.guid = profile[2] ?? ''
    } else if (SYSTEM.test(text)) {
      out.record()
      this.#inSystem = true
    } else if (this.#inSystem && VALUE.test(text)) {
      const [, name = '', value = ''] = VALUE.exec(text) ?? []
      const place = out.here()
      for (const fact of systemFacts(name.replaceAll(' ', ''), value)) {
        out.tell('machine.fact', fact, place)
      }
    } else if (text !== '') this.#other(text, out)
  }

  end(out: ListWriter): void {
    this.#tell(out)
  }

  #other(text: string, out: ListWriter): void {
    this.#version = VERSION.exec(text)?.[1] ?? this.#version
    if (ERROR.test(text)) out.record(Level.Error)
    else if (HEADING.test(text)) out.record()
    if (ERROR.test(text) || HEADING.test(text)) this.#inSystem = false
    this.#draft?.read(text)
  }

  #tell(out: ListWriter): void {
    if (this.#draft === null) return
    this.#draft.version = this.#version
    out.tell('setupdiag.result', this.#draft.fields, this.#place)
    this.#draft = null
  }
}

function sniff(head: Head): number {
  const lines = headLines(head).slice(0, 40)
  if (lines.some((line) => PROFILE.test(line))) return 0.95
  return lines.some((line) => VERSION.test(line)) ? 0.9 : 0
}

const samples: readonly Sample[] = [
  {
    text: 'Matching Profile found: FindRollbackFailure - 3A43C9B5-05B3-4F7C-A955-88F991BB5A48\nSetupDiag version: 1.6.2107.27002\nSystem Information:\n\tMachine Name = PC-0231\n\tManufacturer = Sample Corp.\n\tBiosReleaseDate = 20190315000000.000000+000\n\tHostOSVersion = \n\tHostOSBuildString = 19041.1.amd64fre.vb_release.191206-1406\n\tFilterDrivers = WdFilter,luafv,\n\nError: SetupDiag reports rollback failure found.\nLast Phase = Safe OS\nLast Operation = Apply drivers\nError = 0x8007000D-0x2000C',
    time: null,
    level: 'info',
    signals: [
      { kind: 'machine.fact', key: 'name', value: 'PC-0231' },
      { kind: 'machine.fact', key: 'manufacturer', value: 'Sample Corp.' },
      { kind: 'machine.fact', key: 'bios-date', value: '2019-03-15' },
      { kind: 'machine.fact', key: 'host-build', value: '10.0.19041' },
      { kind: 'machine.fact', key: 'filter-driver', value: 'WdFilter' },
      { kind: 'machine.fact', key: 'filter-driver', value: 'luafv' },
      {
        kind: 'setupdiag.result',
        rule: 'FindRollbackFailure',
        guid: '3A43C9B5-05B3-4F7C-A955-88F991BB5A48',
        version: '1.6.2107.27002',
        result: 0x8007000d,
        extend: 0x2000c,
        phase: 'Safe OS',
        operation: 'Apply drivers',
      },
    ],
  },
]

export const setupdiag = listFormat({
  id: 'setupdiag',
  title: { en: 'SetupDiag results', zh: 'SetupDiag 结果' },
  docs: 'https://learn.microsoft.com/windows/deployment/upgrade/setupdiag',
  names: [/^setupdiagresults.*\.(?:log|txt)$/i],
  samples,
  emits: ['setupdiag.result', 'machine.fact'],
  sniff,
  newReader: () => new Reader(),
})
