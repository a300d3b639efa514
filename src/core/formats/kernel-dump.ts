/**
 * Kernel memory dump (MEMORY.DMP, setupmem.dmp, Minidump\*.dmp): what fell, when, in which process, through which calls.
 * https://learn.microsoft.com/windows-hardware/drivers/debugger/varieties-of-kernel-mode-dump-files
 *
 * Read by slices: of a dump of many gigabytes a few megabytes are ever in memory.
 */
import { BinaryReader } from '../base/binary-reader.ts'
import type { CrashDump } from '../model/crash.ts'
import { RowFlag } from '../model/event-table.ts'
import { wallMs } from '../model/units.ts'
import type { BinaryFormat, BinaryReading, BinarySource, Sink } from './format.ts'
import { examineDump, type Examination } from './kernel-dump/examine.ts'
import { layoutOf, readHeader, type DumpHeader } from './kernel-dump/header.ts'
import { renderDump } from './kernel-dump/rendered.ts'

export const kernelDump: BinaryFormat = {
  id: 'kernel-dump',
  title: { en: 'Kernel memory dump', zh: '内核转储文件' },
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/debugger/varieties-of-kernel-mode-dump-files',
  names: [/\.dmp$/i],
  kind: 'binary',

  sniff: ({ bytes }) => (layoutOf(bytes) === null ? 0 : 1),

  async parse(source, sink): Promise<BinaryReading> {
    const head = await source.read(0, 0x2000 + 0x30)
    const layout = layoutOf(head)
    if (layout === null) {
      sink.problem({
        code: 'damaged',
        at: '0',
        detail: 'The file does not begin with PAGEDU64 or PAGEDUMP.',
        skipped: source.size,
      })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    if (head.length < layout.parameters + 4 * layout.word) {
      sink.problem({
        code: 'truncated',
        at: String(head.length),
        detail: `The file ends after ${head.length} bytes, before the bug check of a header of ${layout.size}.`,
        skipped: head.length,
      })
      return { rendered: [], records: 0, recordsBad: 1 }
    }
    const header = readHeader(new BinaryReader(head), layout, sink.problem)
    if (head.length < layout.size) {
      sink.problem({
        code: 'truncated',
        at: String(head.length),
        detail: `The file ends after ${head.length} bytes of a header of ${layout.size}.`,
        skipped: null,
      })
    }
    if (header.kind === 'none' && header.kindNumber !== 0) {
      sink.problem({
        code: 'unsupported',
        at: String(layout.dumpType),
        detail: `The dump's kind is ${header.kindNumber}; known are 1, 2 and 4 to 10.`,
        skipped: null,
      })
    }
    const found = await examineDump(header, (at, size) => source.read(at, size), source.size)
    tellWhatIsMissing(header, found, source, sink)
    return write(header, found, head.length, sink)
  },
}

function tellWhatIsMissing(
  header: DumpHeader,
  found: Examination,
  source: BinarySource,
  sink: Sink,
): void {
  if (found.statedBytes > source.size) {
    sink.problem({
      code: 'truncated',
      at: String(source.size),
      detail: `The dump states a size of ${found.statedBytes} bytes, the file has ${source.size}.`,
      skipped: found.statedBytes - source.size,
    })
    // What else cannot be read follows from that.
    return
  }
  // A header alone has no memory to miss.
  if (source.size <= header.layout.size) return
  for (const detail of found.faults)
    sink.problem({ code: 'damaged', at: null, detail, skipped: null })
}

/** One row per fact of the header, in the order of the file, so that rows cover their own bytes. Row 0 has the signal. */
function write(
  header: DumpHeader,
  found: Examination,
  headerBytes: number,
  sink: Sink,
): BinaryReading {
  const { rows, lines, firstFrameLine } = renderDump(header, found, headerBytes)
  rows.forEach(({ start, size, level }, i) => {
    // The dump's time is UTC and stands in the signal: no row has a wall time.
    sink.table.add(wallMs(NaN), i + 1, start, level, 0, RowFlag.TimeCarried)
    sink.table.extend(start + size)
  })
  sink.table.code[0] = header.bugCheck
  sink.signal({ kind: 'crash.dump', row: 0, line: 1, ...crashOf(header, found, firstFrameLine) })
  return { rendered: lines, records: 1, recordsBad: 0 }
}

function crashOf(header: DumpHeader, found: Examination, firstFrameLine: number): CrashDump {
  return {
    bugCheck: header.bugCheck,
    parameters: header.parameters.map((value) => `0x${value.toString(16)}`),
    at: header.at,
    uptimeMs: header.uptimeMs,
    build: header.build,
    architecture: header.architecture,
    dumpKind: header.kind,
    method: found.method,
    frames: found.frames.map(({ module, offset, symbol, isNear, isStale }, i) => ({
      module,
      offset: `0x${offset.toString(16)}`,
      symbol,
      isNear,
      isStale,
      line: firstFrameLine + i,
    })),
    from: found.from,
    process: found.process,
    nullRegister: found.fault?.isNull === true ? found.fault.operand.base : '',
    loading: found.frames.find(({ isEntry, module }) => isEntry && module !== 'nt')?.module ?? '',
    modules: [...found.modules].sort((a, b) => (a.base < b.base ? -1 : 1)).map(({ name }) => name),
    unloaded: found.unloaded.map(({ name }) => name),
  }
}
