/** The fields of systeminfo: their numbers, what tells them, and what they say of the machine. */
import { localTime } from '../list/local-dates.ts'
import type { FactKey, ListPlace, ListWriter } from '../list-format.ts'

/** Number of the line, from 0, without lines that go on with a list. */
export const FIELD = {
  host: 0,
  osName: 1,
  version: 2,
  installed: 9,
  boot: 10,
  manufacturer: 11,
  model: 12,
  type: 13,
  processors: 14,
  bios: 15,
  windowsFolder: 16,
  systemFolder: 17,
  bootDevice: 18,
  locale: 19,
  inputLocale: 20,
  timeZone: 21,
  memory: 22,
  pageFile: 27,
  domain: 28,
  hotfixes: 30,
} as const

/** `10.0.19045 N/A Build 19045`: the word between is in every language another, the build stands twice. */
export const VERSION = /^\d{1,2}\.\d+\.(\d{4,5})\s.*\b\1$/

const LOCALE = /^[a-z]{2,3}(?:-[a-z]{2,4})?;/i

/** Values that have one form in every language. */
const FORMS: readonly (readonly [field: number, form: RegExp])[] = [
  [FIELD.osName, /^Microsoft.{0,4} Windows /i],
  [FIELD.version, VERSION],
  [FIELD.type, /^(?:x64|x86|arm64)-based/i],
  [FIELD.windowsFolder, /^[a-z]:\\[^\\]+$/i],
  [FIELD.systemFolder, /^[a-z]:\\[^\\]+\\system32$/i],
  [FIELD.bootDevice, /^\\device\\/i],
  [FIELD.locale, LOCALE],
  [FIELD.inputLocale, LOCALE],
  [FIELD.timeZone, /^\((?:UTC|GMT)\b/],
  [FIELD.pageFile, /^[a-z]:\\.*\.sys$/i],
]

/** The field that a value shows by its form; -1 = it has none. `above`: the last field known so. */
export function fieldOfValue(value: string, above: number): number {
  const forms = FORMS.filter(([, form]) => form.test(value))
  const next = forms.find(([field]) => field > above)
  // A second output in the same file begins again.
  return (next ?? forms[0])?.[0] ?? -1
}

const LABELS: Readonly<Record<string, number>> = {
  'host name': FIELD.host,
  主机名: FIELD.host,
  'original install date': FIELD.installed,
  初始安装日期: FIELD.installed,
  'system boot time': FIELD.boot,
  系统启动时间: FIELD.boot,
  'system manufacturer': FIELD.manufacturer,
  系统制造商: FIELD.manufacturer,
  'system model': FIELD.model,
  系统型号: FIELD.model,
  'bios version': FIELD.bios,
  'bios 版本': FIELD.bios,
  'total physical memory': FIELD.memory,
  物理内存总量: FIELD.memory,
  domain: FIELD.domain,
  域: FIELD.domain,
}

export function fieldOfLabel(label: string): number | undefined {
  return Object.hasOwn(LABELS, label.toLowerCase()) ? LABELS[label.toLowerCase()] : undefined
}

const FACTS: Readonly<Record<number, FactKey>> = {
  [FIELD.host]: 'name',
  [FIELD.osName]: 'os-name',
  [FIELD.installed]: 'install-date',
  [FIELD.boot]: 'last-boot',
  [FIELD.manufacturer]: 'manufacturer',
  [FIELD.model]: 'model',
  [FIELD.processors]: 'processor',
  [FIELD.bios]: 'bios',
  [FIELD.timeZone]: 'time-zone',
  [FIELD.memory]: 'memory',
  [FIELD.domain]: 'domain',
}

/** `locale`: of the system, as printed (`en-us;English (United States)`); '' = not known. */
export function tellSystem(
  field: number,
  value: string,
  place: ListPlace,
  out: ListWriter,
  locale = '',
): void {
  const key = FACTS[field]
  if (key !== undefined) out.fact(key, value, place)
  else if (field === FIELD.version) out.fact('os-build', /^[\d.]+/.exec(value)?.[0] ?? '', place)
  else if (field === FIELD.type) out.fact('architecture', value.replace(/-based.*$/i, ''), place)
  else if (field === FIELD.locale) out.fact('language', value.split(';', 1)[0] ?? '', place)
  if (field !== FIELD.boot) return
  // A date with slashes is written month first in the United States alone.
  const at = localTime(value, locale === '' ? null : /^en-us\b/i.test(locale))
  if (!Number.isNaN(at)) out.tell('sys.boot', { at, source: 'inventory' }, place)
}
