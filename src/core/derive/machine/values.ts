/** When two values of a fact are the same, and which values are none. */
import type { EventFields } from '../../model/event-kinds.ts'

type Fact = EventFields['machine.fact']
type Key = Fact['key']

/** What tools print where there is nothing. */
const NO_VALUES =
  /^(?:not available|not applicable|unknown|none|n\/a|暂缺|不可用|不适用|无|\*+|-+)$/i

export function isNoValue(value: string): boolean {
  return value.trim() === '' || NO_VALUES.test(value.trim())
}

/** What firmware holds where its maker filled nothing in. */
const FILLERS =
  /^(?:to be filled by o\.?e\.?m\.?|default string|system manufacturer|system product name|o\.?e\.?m\.?)$/i
/** Setup names a machine so until it is told a name: seven or more letters and digits, not a number somebody counted. */
const RANDOM_NAME = /^(?:WIN|DESKTOP|LAPTOP)-(?!\d+$)[A-Z0-9]{7,11}$/i

/** True for a value that any other one outweighs, without contradicting it. */
export function isFiller(key: Key, value: string): boolean {
  return key === 'name' ? RANDOM_NAME.test(value) : FILLERS.test(value.trim())
}

/** The names under which WinPE runs. */
const PE_NAME = /^(?:MININT-\w+|MINWINPC)$/i
const PE_EDITION = /^WindowsPE$/i
const PE_OS_NAME = /\bWindows PE\b|Preinstallation|预安装环境/i

/** True where an inventory says that it was taken in WinPE. */
export function isOfWinPe({ key, value, from }: Fact): boolean {
  return from === 'inventory' && isPeValue(key, value)
}

function isPeValue(key: Key, value: string): boolean {
  if (key === 'name') return PE_NAME.test(value)
  if (key === 'edition') return PE_EDITION.test(value)
  return key === 'os-name' && PE_OS_NAME.test(value)
}

/** Facts of the Windows that runs, not of the machine. */
const OF_WINDOWS: ReadonlySet<Key> = new Set([
  'name',
  'domain',
  'os-name',
  'edition',
  'os-build',
  'language',
  'time-zone',
  'install-date',
  'last-boot',
])

/** What WinPE says of itself. `isPe`: the whole inventory was taken in WinPE. */
export function isOwnOfWinPe(key: Key, value: string, isPe: boolean): boolean {
  return isPeValue(key, value) || (isPe && OF_WINDOWS.has(key))
}

export function sameValue(key: Key, a: string, b: string): boolean {
  const [one, other] = [canonical(key, a), canonical(key, b)]
  if (one === other) return true
  // One of them has more parts: a revision, a country.
  if (key === 'os-build') return isPart(one, other, '.') || isPart(other, one, '.')
  if (key === 'language') return isPart(one, other, '-') || isPart(other, one, '-')
  if (key === 'os-name') return one.includes(other) || other.includes(one)
  return false
}

function isPart(short: string, long: string, separator: string): boolean {
  return long.startsWith(`${short}${separator}`)
}

/** True where `a` says the same as `b`, and more. */
export function moreExact(key: Key, a: string, b: string): boolean {
  return (
    (key === 'os-build' || key === 'language') &&
    isPart(canonical(key, b), canonical(key, a), key === 'language' ? '-' : '.')
  )
}

function canonical(key: Key, value: string): string {
  const text = value.trim().replace(/\s+/g, ' ').toLowerCase()
  switch (key) {
    case 'name':
      // NetBIOS cuts a name after 15 characters; a domain may follow it.
      return (text.split('.', 1)[0] ?? '').slice(0, 15)
    case 'architecture':
      return ARCHITECTURES[text] ?? text
    case 'language':
      return LANGUAGES[languageId(text)] ?? text
    case 'os-name':
      return text.replace(/\bmicrosoft\b|[®™]|\((?:r|tm)\)/g, '').trim()
    case 'manufacturer':
      return text.replace(/[.,]| (?:inc|corp|corporation|ltd|co)\b/g, '').trim()
    default:
      return text
  }
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  amd64: 'x64',
  '64-bit': 'x64',
  '64 位': 'x64',
  x64: 'x64',
  '9': 'x64',
  x86: 'x86',
  '32-bit': 'x86',
  '32 位': 'x86',
  '0': 'x86',
  arm64: 'arm64',
  '12': 'arm64',
}

/** `2052`, `0804`, `0x0804` are one id; a decimal one of Windows has four digits as well, but none of ours is also a hexadecimal one. */
function languageId(text: string): number {
  const hex = /^(?:0x)?(0[\da-f]{3}|[\da-f]{4})$/i.exec(text)?.[1]
  const decimal = /^\d{4,5}$/.test(text) ? Number(text) : NaN
  if (decimal in LANGUAGES) return decimal
  return hex === undefined ? NaN : Number.parseInt(hex, 16)
}

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-lcid: those that Windows is made in. */
const LANGUAGES: Readonly<Record<number, string>> = {
  0x0401: 'ar-sa',
  0x0402: 'bg-bg',
  0x0404: 'zh-tw',
  0x0405: 'cs-cz',
  0x0406: 'da-dk',
  0x0407: 'de-de',
  0x0408: 'el-gr',
  0x0409: 'en-us',
  0x040b: 'fi-fi',
  0x040c: 'fr-fr',
  0x040d: 'he-il',
  0x040e: 'hu-hu',
  0x0410: 'it-it',
  0x0411: 'ja-jp',
  0x0412: 'ko-kr',
  0x0413: 'nl-nl',
  0x0414: 'nb-no',
  0x0415: 'pl-pl',
  0x0416: 'pt-br',
  0x0418: 'ro-ro',
  0x0419: 'ru-ru',
  0x041a: 'hr-hr',
  0x041b: 'sk-sk',
  0x041d: 'sv-se',
  0x041e: 'th-th',
  0x041f: 'tr-tr',
  0x0422: 'uk-ua',
  0x0424: 'sl-si',
  0x0425: 'et-ee',
  0x0426: 'lv-lv',
  0x0427: 'lt-lt',
  0x0804: 'zh-cn',
  0x0809: 'en-gb',
  0x080a: 'es-mx',
  0x0816: 'pt-pt',
  0x0c04: 'zh-hk',
  0x0c0a: 'es-es',
  0x0c0c: 'fr-ca',
}
