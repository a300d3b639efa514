/** Cuts a sentence into plain text, result codes and words of the field, so that the last two can answer a hover. */
import type { TextKey } from './i18n/catalogue.ts'

export type TermId = TextKey extends infer Key
  ? Key extends `terms.${infer Id}`
    ? Id
    : never
  : never

export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'extend'; readonly text: string }
  | { readonly kind: 'state'; readonly text: string }
  | { readonly kind: 'term'; readonly text: string; readonly term: TermId }

/** Longer spellings first: the first that matches at a place wins. */
const TERMS: readonly (readonly [spelling: string, term: TermId])[] = [
  ['down-level', 'down-level'],
  ['Downlevel', 'down-level'],
  ['下层', 'down-level'],
  ['SafeOS', 'safe-os'],
  ['Safe OS', 'safe-os'],
  ['first boot', 'first-boot'],
  ['首次启动', 'first-boot'],
  ['second boot', 'second-boot'],
  ['第二次启动', 'second-boot'],
  ['Doqe', 'doqe'],
  ['CBS', 'cbs'],
  ['CSI', 'csi'],
  ['DRIVERS hive', 'drivers-hive'],
  ['DRIVERS 配置单元', 'drivers-hive'],
  ['driver store', 'driver-store'],
  ['DriverStore', 'driver-store'],
  ['驱动程序存储', 'driver-store'],
  ['component store', 'component-store'],
  ['组件存储', 'component-store'],
  ['WinSxS', 'component-store'],
  ['oemNN', 'published-name'],
  ['audit mode', 'audit-mode'],
  ['审核模式', 'audit-mode'],
  ['auditSystem', 'audit-system'],
  ['auditUser', 'audit-user'],
  ['oobeSystem', 'oobe-system'],
  ['PNPUNATTEND', 'pnpunattend'],
  ['unattend.xml', 'answer-file'],
  ['answer file', 'answer-file'],
  ['应答文件', 'answer-file'],
  ['execute state', 'execute-state'],
  ['ExecuteState', 'execute-state'],
  ['bug check', 'bug-check'],
  ['错误检查', 'bug-check'],
  ['setupmem.dmp', 'setupmem'],
  ['filter driver', 'filter-driver'],
  ['筛选器驱动', 'filter-driver'],
  ['TrustedInstaller', 'trusted-installer'],
]

const termOf = new Map(TERMS.map(([spelling, term]) => [spelling.toLowerCase(), term]))

const CODE = '0x[0-9A-Fa-f]{8}(?![0-9A-Fa-f])'
const EXTEND = '0x[1-9][0-9A-Fa-f]{4}(?![0-9A-Fa-f])'
const STATE = '\\bCbsExecuteState[A-Za-z]+|\\bSetupPhase[A-Za-z]+'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Latin terms stand as words; between Chinese characters a word boundary would never hold, so only Latin ones ask for it. */
const WORDS = TERMS.map(([spelling]) =>
  /^[\x20-\x7e]+$/.test(spelling) ? `(?<![A-Za-z])${escaped(spelling)}(?![A-Za-z])` : spelling,
)

const PATTERN = new RegExp(
  `(?<code>${CODE})|(?<extend>${EXTEND})|(?<state>${STATE})|(?<term>${WORDS.join('|')})`,
  'gi',
)

export function splitText(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > from) parts.push({ kind: 'plain', text: text.slice(from, match.index) })
    parts.push(partOf(match))
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ kind: 'plain', text: text.slice(from) })
  return parts
}

function partOf(match: RegExpMatchArray): TextPart {
  const text = match[0]
  const groups = match.groups ?? {}
  if (groups.code !== undefined) return { kind: 'code', text }
  if (groups.extend !== undefined) return { kind: 'extend', text }
  if (groups.state !== undefined) return { kind: 'state', text }
  const term = termOf.get(text.toLowerCase())
  return term === undefined ? { kind: 'plain', text } : { kind: 'term', text, term }
}
