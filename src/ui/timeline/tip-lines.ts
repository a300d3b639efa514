/** What the tooltip says, line by line. */
import { t } from '../../app/i18n/text.svelte.ts'
import { clockTime, wallDate } from '../../core/timeline/axis-ticks.ts'
import type { TimelineItem } from '../../core/timeline/items.ts'
import type { DensitySlice } from '../../core/timeline/density-at.ts'
import { spoken, targetOfItem, wordsOf, type ItemWords, type Telling } from './item-words.ts'

export interface TipLine {
  readonly text: string
  readonly isStrong: boolean
  readonly isFailure: boolean
}

/** Of several items at one place, so many are named. */
const MOST_NAMED = 5

const plain = (text: string): TipLine => ({ text, isStrong: false, isFailure: false })
const strong = (text: string): TipLine => ({ text, isStrong: true, isFailure: false })

export function itemTip(items: readonly TimelineItem[], telling: Telling): readonly TipLine[] {
  const [first, ...others] = items
  if (first === undefined) return []
  const words = wordsOf(first, telling)
  const lines: TipLine[] = [
    strong(words.label),
    ...outcomeLine(words, isFailure(first)),
    plain([words.time, words.duration].filter((part) => part !== '').join(' · ')),
    ...words.notes.map(plain),
  ]
  for (const item of others.slice(0, MOST_NAMED - 1)) {
    const more = wordsOf(item, telling)
    lines.push({
      text: spoken(more),
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

function outcomeLine({ label, outcome, code }: ItemWords, isBad: boolean): readonly TipLine[] {
  const text = [outcome === label ? '' : outcome, code].filter((part) => part !== '').join(' · ')
  return text === '' ? [] : [{ text, isStrong: false, isFailure: isBad }]
}

function isFailure(item: TimelineItem): boolean {
  return item.type === 'span'
    ? item.span.outcome === 'failed'
    : item.mark.shape === 'failed' || item.mark.shape === 'crash'
}

export function densityTip(under: DensitySlice | null, offsetMinutes: number): readonly TipLine[] {
  if (under === null) return []
  const { errors, warnings, total, line, path, view } = under
  const name = path.split('/').at(-1) ?? path
  // Whole milliseconds: a slice has no exact edges that a reader could find in the log.
  const day = wallDate(view.from, offsetMinutes)
  const from = `${day} ${clockTime(Math.floor(view.from), offsetMinutes)}`
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
