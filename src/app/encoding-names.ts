/** Encodings as people write them. The names are the same in every language; whom they serve is said by the catalogue. */
import type { EncodingName } from '../core/model/log-file.ts'

const LABELS: Readonly<Record<EncodingName, string>> = {
  ascii: 'ASCII',
  'utf-8': 'UTF-8',
  'utf-8*': 'UTF-8*',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GB18030',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-kr': 'EUC-KR',
  'windows-874': 'Windows-874',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1252': 'Windows-1252',
  'windows-1253': 'Windows-1253',
  'windows-1254': 'Windows-1254',
  'windows-1255': 'Windows-1255',
  'windows-1256': 'Windows-1256',
  'windows-1257': 'Windows-1257',
  'windows-1258': 'Windows-1258',
  'koi8-r': 'KOI8-R',
  'koi8-u': 'KOI8-U',
  ibm437: 'OEM 437',
  ibm720: 'OEM 720',
  ibm737: 'OEM 737',
  ibm775: 'OEM 775',
  ibm850: 'OEM 850',
  ibm852: 'OEM 852',
  ibm857: 'OEM 857',
  ibm862: 'OEM 862',
  ibm866: 'OEM 866',
  binary: '',
}

/** The encodings that a person may choose for a text. */
export type TextEncoding = Exclude<EncodingName, 'binary'>

export const TEXT_ENCODINGS = Object.keys(LABELS).filter(
  (name): name is TextEncoding => name !== 'binary',
)

/** '' for what is no text. */
export function encodingLabel(name: string): string {
  return Object.hasOwn(LABELS, name) ? LABELS[name as EncodingName] : name
}

/** Below this, the page puts a question mark beside an encoding. */
export const SURE = 0.9
