/** What the tooltip says, line by line. */
import { t } from '../../app/i18n/text.svelte.ts'
import { clockTime } from '../../core/timeline/axis-ticks.ts'
import type { TimelineItem } from '../../core/timeline/items.ts'
import type { Viewport } from '../../core/timeline/viewport.ts'
import { targetOfItem, wordsOf } from './item-words.ts'

export interface TipLine {
  readonly text: string
  readonly isStrong: boolean
  readonly isFailure: boolean
}

/** Of several items at one place, so many are named. */
const MOST_NAMED = 5

const plain = (text: string): TipLine => ({ text, isStrong: false, isFailure: false })
const strong = (text: string): TipLine => ({ text, isStrong: true, isFailure: false })

export function itemTip(
  items: readonly TimelineItem[],
  offsetMinutes: number,
  stepOf: (item: TimelineItem) => string,
): readonly TipLine[] {
  const [first, ...others] = items
  if (first === undefined) return []
  const words = wordsOf(first, offsetMinutes, stepOf(first))
  const isBad = isFailure(first)
  const lines: TipLine[] = [
    strong(words.label),
    {
      text: [words.outcome, words.code].filter((part) => part !== '').join(' · '),
      isStrong: false,
      isFailure: isBad,
    },
    plain([words.time, words.duration].filter((part) => part !== '').join(' · ')),
    ...words.notes.map(plain),
  ]
  for (const item of others.slice(0, MOST_NAMED - 1)) {
    const more = wordsOf(item, offsetMinutes, stepOf(item))
    lines.push({
      text: [more.label, more.outcome, more.time].join(' · '),
      isStrong: false,
      isFailure: isFailure(item),
    })
  }
  const unnamed = others.length - (MOST_NAMED - 1)
  if (unnamed > 0) lines.push(plain(t('timeline.andMore', { count: unnamed })))
  const target = targetOfItem(first)
  if (target !== null) {
    const name = target.path.split('/').at(-1) ?? target.path
    lines.push(plain(t('timeline.openLine', { place: `${name}:${target.line}` })))
  }
  return lines
}

function isFailure(item: TimelineItem): boolean {
  return item.type === 'span'
    ? item.span.outcome === 'failed'
    : item.mark.shape === 'failed' || item.mark.shape === 'crash'
}

export interface DensityUnder {
  readonly path: string
  readonly view: Viewport
  readonly errors: number
  readonly warnings: number
  readonly total: number
  readonly line: number
}

export function densityTip(under: DensityUnder | null, offsetMinutes: number): readonly TipLine[] {
  if (under === null) return []
  const { errors, warnings, total, line, path, view } = under
  const name = path.split('/').at(-1) ?? path
  // Whole milliseconds: a slice has no exact edges that a reader could find in the log.
  const from = clockTime(Math.floor(view.from), offsetMinutes)
  const to = clockTime(Math.ceil(view.to), offsetMinutes)
  return [
    strong(name),
    {
      text: t('timeline.densityCounts', { errors, warnings, total }),
      isStrong: false,
      isFailure: errors > 0,
    },
    plain(`${from} – ${to}`),
    ...(line > 0 ? [plain(t('timeline.openLine', { place: `${name}:${line}` }))] : []),
  ]
}
