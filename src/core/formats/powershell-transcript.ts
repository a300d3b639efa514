/**
 * Transcripts of PowerShell, as Start-Transcript writes them.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.host/start-transcript
 *
 *     **********************
 *     Windows PowerShell transcript start
 *     Start time: 20240522083012
 *     Machine: PC-0231 (Microsoft Windows NT 10.0.19045.0)
 *     **********************
 *     PS C:\> Get-Item C:\x
 *
 * The words of the block are those of the system's language, its stamp of fourteen digits is not; local time, no zone. Output
 * has no times: it keeps that of the block above it. With -IncludeInvocationHeader there is a block per command.
 */
import { Level } from '../model/event-table.ts'
import { wallMs, type WallMs } from '../model/units.ts'
import { wallFromParts } from '../text/wall-time.ts'
import type { Head, Sample } from './format.ts'
import { decimalOf, isDigit, startsWith } from './head-bytes.ts'
import { lineFormat, type HeadReader, type KindPattern, type LineHead } from './line-format.ts'
import { headLines } from './line-sniff.ts'
import { OutputHead } from './powershell/output-head.ts'

/** A border is a line of 22 asterisks. */
const BORDER = 22
const STAMP = 14
/** A block is shorter than this: a border without another one was printed by a script. */
const LONGEST_BLOCK = 60
/** The stamp stands near the top of a block. */
const STAMP_WITHIN = 6

const STAR = 42

function transcriptHead(): HeadReader {
  const output = new OutputHead()
  let isBlock = false
  let blockLines = 0
  return {
    read(bytes, start, end, head) {
      if (isBorder(bytes, start, end)) {
        isBlock = !isBlock
        blockLines = 0
        output.begin(start, head)
        if (isBlock) head.part = 'open'
        return isBlock
      }
      if (isBlock && blockLines++ < LONGEST_BLOCK) {
        const time = stampAtEnd(bytes, start, end)
        if (!Number.isNaN(time)) close(start, time, head)
        return false
      }
      isBlock = false
      if (!isPrompt(bytes, start, end)) return output.read(bytes, start, end, head)
      output.begin(start, head)
      if (isTerminatingError(bytes, start, end)) head.level = Level.Warning
      return true
    },
  }
}

function close(start: number, time: WallMs, head: LineHead): void {
  head.part = 'close'
  head.time = time
  head.level = Level.Info
  head.componentStart = start
  head.componentLength = 0
}

function isBorder(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== BORDER) return false
  for (let at = start; at < end; at++) if (bytes[at] !== STAR) return false
  return true
}

/** `PS C:\> command`, `PS>command`, and `>> TerminatingError(…)` of a script. */
function isPrompt(bytes: Uint8Array, start: number, end: number): boolean {
  if (isTerminatingError(bytes, start, end)) return true
  if (startsWith(bytes, start, end, 'PS>')) return true
  if (!startsWith(bytes, start, end, 'PS ')) return false
  const last = Math.min(end, start + 300)
  for (let at = start + 3; at < last; at++) if (bytes[at] === 62) return true
  return false
}

function isTerminatingError(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    startsWith(bytes, start, end, '>> TerminatingError(') ||
    startsWith(bytes, start, end, 'PS>TerminatingError(')
  )
}

/** The time of fourteen digits that ends the line, behind a space or a colon; NaN = none. */
function stampAtEnd(bytes: Uint8Array, start: number, end: number): WallMs {
  const at = end - STAMP
  if (at <= start || isDigit(bytes[at - 1] as number)) return wallMs(NaN)
  for (let i = at; i < end; i++) if (!isDigit(bytes[i] as number)) return wallMs(NaN)
  const part = (from: number, length: number): number =>
    decimalOf(bytes, at + from, at + from + length)
  return wallFromParts(part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2))
}

function sniff(head: Head): number {
  const lines = headLines(head)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0 || lines[first] !== '*'.repeat(BORDER)) return 0
  const block = lines.slice(first + 1, first + 1 + STAMP_WITHIN)
  return block.some((line) => /^[^\d*].{0,60}[:：] ?\d{14} ?$/.test(line)) ? 0.95 : 0
}

const machineName: KindPattern = {
  kind: 'machine.fact',
  needle: '(Microsoft Windows NT ',
  pattern: /[:：] ?([\w-]{1,64}) \(Microsoft Windows NT [\d.]{5,20}\)/,
  // Windows PE makes itself a name.
  read: ([, value = '']) => (/^min(?:int-|winpc)/i.test(value) ? null : { key: 'name', value }),
}

const BLOCK = `${'*'.repeat(BORDER)}\nWindows PowerShell transcript start\nStart time: 20240522083012\nUsername: PC-0231\\user\nMachine: PC-0231 (Microsoft Windows NT 10.0.19045.0)\nPSVersion: 5.1.19041.4291\n${'*'.repeat(BORDER)}`

const samples: readonly Sample[] = [
  {
    text: BLOCK,
    time: '2024-05-22 08:30:12',
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'name', value: 'PC-0231' }],
  },
  {
    text: 'PS C:\\> Get-Item C:\\x',
    time: '2024-05-22 08:30:12',
    level: 'info',
    after: BLOCK,
  },
  {
    text: "Get-Item : Cannot find path 'C:\\x' because it does not exist.\nAt line:1 char:1\n+ Get-Item C:\\x\n+ ~~~~~~~~~~~~~\n    + CategoryInfo          : ObjectNotFound: (C:\\x:String) [Get-Item], ItemNotFoundException\n    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand",
    time: '2024-05-22 08:30:12',
    level: 'warning',
    after: `${BLOCK}\nPS C:\\> Get-Item C:\\x`,
  },
  {
    text: '>> TerminatingError(Get-Item): "Cannot find path"',
    time: '2024-05-22 08:30:12',
    level: 'warning',
    after: BLOCK,
  },
]

export const powershellTranscript = lineFormat({
  id: 'powershell-transcript',
  title: { en: 'PowerShell transcript', zh: 'PowerShell 记录（transcript）' },
  docs: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.host/start-transcript',
  names: [/^PowerShell_transcript\..*\.txt$/i],
  samples,
  newHead: transcriptHead,
  kinds: [machineName],
  sniff,
})
