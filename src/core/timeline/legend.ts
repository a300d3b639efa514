/** The signs that a legend explains, in the order of their weight. `key` is the word's name in the page's texts. */
import type { GlyphName } from './glyphs.ts'
import type { Tone } from './scene.ts'

export const LEGEND = [
  { key: 'legendFailed', glyph: 'failed', tone: 'fail' },
  { key: 'legendRolledBack', glyph: 'rolled-back', tone: 'warn' },
  { key: 'legendCrash', glyph: 'crash', tone: 'fail' },
  { key: 'legendBoot', glyph: 'boot', tone: 'text' },
  { key: 'legendStaged', glyph: 'staged', tone: 'dim' },
  { key: 'legendUnfinished', glyph: 'unfinished', tone: 'dim' },
  { key: 'legendAssumed', glyph: 'assumed', tone: 'dim' },
] as const satisfies readonly {
  readonly key: string
  readonly glyph: GlyphName
  readonly tone: Tone
}[]

export type LegendKey = (typeof LEGEND)[number]['key']
