/**
 * Report.wer: a report of Windows Error Reporting, UTF-16 with a mark. One `name=value` per line:
 *
 *     EventType=WinSetupDiag02
 *     EventTime=133293456789012345               FILETIME, UTC
 *     Sig[0].Name=Problem Signature 01
 *     Sig[0].Value=…                             P1 to P10
 *     DynamicSig[1].Name=OS Version
 *     LoadedModule[0]=C:\Windows\System32\ntdll.dll
 *
 * Names of signatures are in the language of Windows; their order is the meaning.
 * https://learn.microsoft.com/windows/win32/wer/windows-error-reporting
 */
import { Level } from '../model/event-table.ts'
import { filetimeToUtc, wallMs } from '../model/units.ts'
import type { Head, Sample } from './format.ts'
import { listFormat, type ListPlace, type ListReader, type ListWriter } from './list-format.ts'
import { headLines } from './line-sniff.ts'

const PAIR = /^[A-Za-z]\w{0,60}(?:\[\d{1,5}\])?(?:\.\w{1,40}(?:\[\d{1,5}\])?)?=/
const SIGNATURE = /^Sig\[(\d{1,2})\]\.Value=(.*)$/
/** Signatures of programs begin with the program; those of Windows itself have no program. */
const OF_A_PROGRAM = /^(?:APPCRASH|BEX|CLR|AppHang|MoAppCrash|MoAppHang|InPageError|StackHash)/i
const MOST_SIGNATURES = 20

class Reader implements ListReader {
  #event = ''
  #application = ''
  readonly #parameters: string[] = []
  #place: ListPlace | undefined

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (!PAIR.test(text)) {
      out.unparsed()
      return
    }
    const equals = text.indexOf('=')
    const name = text.slice(0, equals)
    const value = text.slice(equals + 1)
    if (name === 'EventTime') this.#time(value, out)
    out.record()
    const signature = SIGNATURE.exec(text)
    const index = Number(signature?.[1] ?? MOST_SIGNATURES)
    if (index < MOST_SIGNATURES) this.#parameters[index] = signature?.[2] ?? ''
    if (name === 'EventType') {
      this.#event = value
      this.#place ??= out.here()
    }
    if (name === 'NsAppName' || name === 'AppName') this.#application ||= value
  }

  end(out: ListWriter): void {
    if (this.#event === '') return
    const parameters = Array.from(this.#parameters, (value: string | undefined) => value ?? '')
    const isProgram = OF_A_PROGRAM.test(this.#event)
    const application = isProgram ? parameters[0] || this.#application : ''
    out.tell('wer.report', { event: this.#event, application, parameters }, this.#place)
  }

  /** The row's time is UTC, and the file's clock says so. */
  #time(value: string, out: ListWriter): void {
    if (!/^\d{1,18}$/.test(value)) return
    const utc = filetimeToUtc(BigInt(value))
    // Reports that wait for their time hold 0.
    if (!(utc > 0)) return
    out.record(Level.Info, wallMs(utc))
    this.#place = out.here()
    out.tell('clock.utc', { utc, source: 'utc', errorMs: 0 }, this.#place)
  }
}

function sniff(head: Head): number {
  const lines = headLines(head).slice(0, 60)
  if (!lines.slice(0, 3).some((line) => /^Version=\d/.test(line))) return 0
  const has = (pattern: RegExp): boolean => lines.some((line) => pattern.test(line))
  return has(/^EventType=\w/) && has(/^(?:EventTime|ReportIdentifier|Sig\[0\]\.Name)=/) ? 0.95 : 0
}

const samples: readonly Sample[] = [
  {
    text: 'Version=1\nEventType=WinSetupDiag02\nEventTime=133292808000000000\nReportType=1\nReportIdentifier=0f3c1a52-6b7d-4e11-9d3a-5a2b8c9e0d14\nSig[0].Name=Problem Signature 01\nSig[0].Value=X\nSig[1].Name=Problem Signature 02\nSig[1].Value=800704C7\nSig[3].Name=Problem Signature 04\nSig[3].Value=50015',
    time: null,
    level: 'info',
    signals: [
      { kind: 'clock.utc', utc: Date.UTC(2023, 4, 23, 2), source: 'utc', errorMs: 0 },
      {
        kind: 'wer.report',
        event: 'WinSetupDiag02',
        application: '',
        parameters: ['X', '800704C7', '', '50015'],
      },
    ],
  },
]

export const werReport = listFormat({
  id: 'wer-report',
  title: { en: 'Windows Error Reporting (Report.wer)', zh: 'Windows 错误报告（Report.wer）' },
  docs: 'https://learn.microsoft.com/windows/win32/wer/windows-error-reporting',
  names: [/\.wer$/i],
  samples,
  emits: ['wer.report', 'clock.utc'],
  sniff,
  newReader: () => new Reader(),
})
