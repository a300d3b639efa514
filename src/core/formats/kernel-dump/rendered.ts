/** The lines that stand for a dump in the viewer: facts of its header, the stack, the modules. */
import { bugCheckMeaning } from '../../codes/bug-check.ts'
import type { CrashDump } from '../../model/crash.ts'
import { Level } from '../../model/event-table.ts'
import type { UtcMs } from '../../model/units.ts'
import type { Examination } from './examine.ts'
import type { DumpHeader } from './header.ts'
import type { StackFrame } from './stack.ts'

/** A line that is a fact of the header: its bytes there. */
export interface RenderedRow {
  readonly start: number
  readonly size: number
  readonly level: number
}

export interface RenderedDump {
  /** For the first lines, one row each. The other lines belong to the last row. */
  readonly rows: readonly RenderedRow[]
  readonly lines: readonly string[]
  /** 1-based line of the innermost frame; 0 = no stack. */
  readonly firstFrameLine: number
}

const KIND_WORDS: Readonly<Record<CrashDump['dumpKind'], string>> = {
  full: 'complete memory dump',
  kernel: 'kernel memory dump',
  bitmap: 'memory dump with a page bitmap',
  triage: 'small memory dump (minidump)',
  user: 'process dump',
  none: 'not known',
}

const FROM_WORDS: Readonly<Record<CrashDump['from'], string>> = {
  exception: 'from the context of the exception that the bug check names',
  'trap-frame': 'from the processor’s record of the fault',
  'bug-check': 'from the call of the bug check itself',
  none: '',
}

export function renderDump(
  header: DumpHeader,
  found: Examination,
  headerBytes: number,
): RenderedDump {
  const facts = headerFacts(header).filter(({ start, size }) => start + size <= headerBytes)
  facts.sort((a, b) => a.start - b.start)
  const lines = facts.map(({ text }) => text)
  if (found.process !== '') lines.push(`Process: ${found.process}`)
  let firstFrameLine = 0
  if (found.frames.length > 0) {
    lines.push(
      `Call stack, innermost first, ${FROM_WORDS[found.from]} (${methodWords(header, found)}):`,
    )
    firstFrameLine = lines.length + 1
    lines.push(...found.frames.map(frameText))
  }
  if (found.fault !== null) lines.push(faultText(found.fault))
  if (found.modules.length > 0) lines.push(`Loaded modules: ${found.modules.length}`)
  const modules = [...found.modules].sort((a, b) => (a.base < b.base ? -1 : 1))
  for (const { name, base, size } of modules)
    lines.push(`  ${hex64(base)} – ${hex64(base + BigInt(size))}  ${name}`)
  if (found.unloaded.length > 0) lines.push(`Unloaded modules: ${found.unloaded.length}`)
  for (const { name, from, to } of found.unloaded)
    lines.push(`  ${hex64(from)} – ${hex64(to)}  ${name}`)
  return { rows: facts, lines, firstFrameLine }
}

function headerFacts(header: DumpHeader): (RenderedRow & { readonly text: string })[] {
  const { layout, bugCheck, build, processors, machine, architecture } = header
  const machineText =
    architecture === 'unknown' ? `machine type 0x${machine.toString(16)}` : architecture
  const fact = (start: number, size: number, text: string, level: number = Level.Info) => ({
    start,
    size,
    level,
    text,
  })
  return [
    fact(
      0,
      layout.bugCheck + 4,
      `Bug check ${bugCheckText(bugCheck)} on Windows build ${build} (${machineText}, ${processors} processors)`,
      Level.Fatal,
    ),
    ...header.parameters.map((value, i) =>
      fact(
        layout.parameters + i * layout.word,
        layout.word,
        `Parameter ${i + 1}: 0x${value.toString(16)}`,
      ),
    ),
    fact(layout.dumpType, 4, `Kind of dump: ${KIND_WORDS[header.kind]} (${header.kindNumber})`),
    fact(layout.systemTime, 8, `Time of the crash: ${utcText(header.at)}`),
    fact(layout.uptime, 8, `Time since the start of Windows: ${uptimeText(header.uptimeMs)}`),
  ]
}

function methodWords(header: DumpHeader, { method }: Examination): string {
  if (header.architecture === 'ARM64') return 'by frame pointers'
  return method === 'unwind'
    ? 'by the unwind data of the images'
    : 'in part by looking for return addresses: frames marked ? may be left from earlier calls'
}

function frameText(frame: StackFrame, index: number): string {
  const number = index.toString(16).padStart(2, ' ')
  return `  ${number} ${frame.isStale ? '?' : ' '} ${frameName(frame)}${frame.isEntry ? '  (the driver’s entry function)' : ''}`
}

/** `ndis!NdisFDeregisterFilterDriver+0x47`, else `lwfmgr+0x5167`. */
export function frameName({ module, offset, symbol, isNear }: StackFrame): string {
  if (module === '') return hex64(offset)
  const place = `${module}+0x${offset.toString(16)}`
  if (symbol === '') return place
  return isNear ? `${place} (near ${module}!${symbol})` : `${module}!${symbol}`
}

function faultText({ operand, isNull }: NonNullable<Examination['fault']>): string {
  const parts = [operand.base, operand.index].filter((part) => part !== '').join('+')
  const sign = operand.displacement < 0 ? '-' : '+'
  const shift =
    operand.displacement === 0 ? '' : `${sign}0x${Math.abs(operand.displacement).toString(16)}`
  const value =
    operand.baseValue === null ? '' : `, ${operand.base} = 0x${operand.baseValue.toString(16)}`
  return `Faulting instruction touches [${parts}${shift}]${value}${isNull ? ': a null handle or pointer' : ''}`
}

function hex64(value: bigint): string {
  return `0x${value.toString(16).padStart(16, '0')}`
}

/** `0x0000000A IRQL_NOT_LESS_OR_EQUAL`. */
function bugCheckText(code: number): string {
  const hex = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
  const { name } = bugCheckMeaning(code)
  return name === null ? hex : `${hex} ${name}`
}

function utcText(at: UtcMs): string {
  if (Number.isNaN(at)) return 'not in the dump'
  return `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')} UTC`
}

function uptimeText(ms: number): string {
  if (Number.isNaN(ms)) return 'not in the dump'
  const two = (n: number): string => String(n).padStart(2, '0')
  const seconds = Math.floor(ms / 1000)
  const days = Math.floor(seconds / 86400)
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  return `${days} days ${clock.map(two).join(':')}.${String(ms % 1000).padStart(3, '0')}`
}
