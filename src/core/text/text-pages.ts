/**
 * The encodings that lines of one text are in. All are supersets of ASCII: what was UTF-16 has become UTF-8. Which of them a
 * line is in is told by its bytes alone, so that viewer, search and evidence read alike.
 */
import type { EncodingName, EncodingRun } from '../model/log-file.ts'
import { byUse, isPaired, type LegacyName } from './guess/rank-pages.ts'
import { UPPER_HALF } from './code-pages.ts'

export interface TextPages {
  /** Some lines are UTF-8. */
  readonly utf8: boolean
  /** What the others are in, what Windows uses most first; [] = UTF-8, or windows-1252 where it is broken. */
  readonly legacy: readonly LegacyName[]
}

export function isLegacy(encoding: EncodingName): encoding is LegacyName {
  return isPaired(encoding) || Object.hasOwn(UPPER_HALF, encoding)
}

/** `encoding` alone, or with others that some lines are in. */
export function textPages(
  encoding: EncodingName,
  others: readonly Pick<EncodingRun, 'encoding'>[] = [],
): TextPages {
  const all = [encoding, ...others.map((other) => other.encoding)]
  const legacy = all.filter(isLegacy)
  // The stray bytes of `utf-8*` are those of windows-1252.
  if (all.length > 1 && all.includes('utf-8*')) legacy.push('windows-1252')
  // In an order of its own: the same lines are in the same page, whichever of them is met first.
  return { utf8: !all.every(isLegacy), legacy: [...new Set(legacy)].sort(byUse) }
}
