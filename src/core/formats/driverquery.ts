/**
 * driverquery: the drivers that are installed, plainly, with all details (/v), or as devices with their signature (/si).
 * https://learn.microsoft.com/windows-server/administration/windows-commands/driverquery
 */
import type { Sample } from './format.ts'
import { FoReader, foSniff, type FoTool } from './list/fo-reader.ts'
import { listFormat, type ListWriter } from './list-format.ts'

const PLAIN = [12, 22, 13, 22]
const SIGNED = [30, 13, 8, 25]
/** The ruler of /v: the first columns, and how many there are. */
const VERBOSE = [12, 22, 22, 13, 10]
const VERBOSE_COLUMNS = 15
/** Columns of /v. */
const TYPE = 3
const START = 4
const STATE = 5
const LINKED = 12
const PATH = 13

/** A module's name; the console's column cuts it. */
const MODULE = /^[\w.$ -]{1,64}$/
const INF = /\.i(?:n(?:f)?)?$|^[\w-]{1,13}$/i

const tool: FoTool = {
  isRuler: (widths) =>
    fits(widths, PLAIN) ||
    fits(widths, SIGNED) ||
    (widths.length === VERBOSE_COLUMNS && fits(widths.slice(0, VERBOSE.length), VERBOSE)),
  isRow: (values) => isSigned(values) || isPlain(values) || isVerbose(values),
  tell,
}

function fits(widths: readonly number[], expected: readonly number[]): boolean {
  return widths.length === expected.length && widths.every((width, at) => width === expected[at])
}

function isSigned(values: readonly string[]): boolean {
  const [, inf = '', signed = ''] = values
  return values.length === 4 && INF.test(inf) && /^(?:true|false)$/i.test(signed)
}

/** Without a date of the file that is linked, where the driver is not loaded; the type is in the language of Windows or not. */
function isPlain(values: readonly string[]): boolean {
  const [module = '', , type = '', linked = ''] = values
  if (values.length !== 4 || !MODULE.test(module) || type === '') return false
  return (
    /\d.*\d:\d\d/.test(linked) || (linked === '' && /kernel|file system|内核|文件系统/i.test(type))
  )
}

function isVerbose(values: readonly string[]): boolean {
  const { length } = values
  return length === VERBOSE_COLUMNS && MODULE.test(values[0] ?? '') && /^\d/.test(values[9] ?? '')
}

function tell(values: readonly string[], out: ListWriter): void {
  const [id = '', name = ''] = values
  if (isSigned(values)) {
    const [device = '', inf = '', signed = '', provider = ''] = values
    const detail = `IsSigned ${signed.toUpperCase()}`
    out.item({ item: 'driver-package', id: inf, name: device, provider, detail })
    return
  }
  const shown = isPlain(values)
    ? [values[2], values[3]]
    : [values[TYPE], values[START], values[STATE], values[LINKED], values[PATH]]
  const detail = shown.filter((value) => value !== undefined && value !== '').join(', ')
  out.item({ item: 'driver', id, name, detail })
}

const RULER = '============ ====================== ============= ======================'
const driver = { kind: 'machine.item', item: 'driver', provider: '', version: '' } as const

const samples: readonly Sample[] = [
  {
    text: 'ACPI         Microsoft ACPI Driver  Kernel        5/12/1975 8:11:07 PM  ',
    time: null,
    level: 'info',
    signals: [{ ...driver, id: 'ACPI', name: 'Microsoft ACPI Driver', detail: 'Kernel, 5/12/1975 8:11:07 PM' }],
    after: `Module Name  Display Name           Driver Type   Link Date             \n${RULER}`,
  },
  {
    // A Chinese character takes two cells of its column.
    text: 'ContosoFlt   Contoso 文件监控驱动   File System   2022/9/29 15:45:03    ',
    time: null,
    level: 'info',
    signals: [
      { ...driver, id: 'ContosoFlt', name: 'Contoso 文件监控驱动', detail: 'File System, 2022/9/29 15:45:03' },
    ],
    after: `模块名       显示名称               驱动程序类型  链接日期              \n${RULER}`,
  },
] // prettier-ignore

export const driverquery = listFormat({
  id: 'driverquery',
  title: 'driverquery',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/driverquery',
  names: [/driverquery|drivers?(list)?\.(txt|csv)$/i],
  samples,
  emits: ['machine.item'],
  sniff: (head) => foSniff(head, tool),
  newReader: () => new FoReader(tool),
})
