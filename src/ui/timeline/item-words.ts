/** What is said of a span or mark: in the tooltip, to a screen reader, in the list of marks. */
import { formatCode } from '../../core/codes/code-value.ts'
import { clockTime, wallDate } from '../../core/timeline/axis-ticks.ts'
import { itemEnd, itemStart, type TimelineItem } from '../../core/timeline/items.ts'
import type { Target, TimelineModel } from '../../core/timeline/lanes.ts'
import { duration, t } from '../../app/i18n/text.svelte.ts'

export interface ItemWords {
  readonly label: string
  /** The lane's word for what it is. */
  readonly kind: string
  /** failed, rolled back, boot … */
  readonly outcome: string
  readonly time: string
  /** '' for marks and spans of no length. */
  readonly duration: string
  readonly code: string
  /** What a reader must know of the times. */
  readonly notes: readonly string[]
}

export function targetOfItem(item: TimelineItem): Target | null {
  return item.type === 'span' ? item.span.target : item.mark.target
}

export interface Telling {
  readonly offsetMinutes: number
  /** The date that goes without saying, as a log writes it; '' = every date is told. */
  readonly date: string
  /** What the chain's findings say in the reader's language, by number - 1. */
  readonly steps: readonly string[]
}

/** The day of the failure, or the last one: times of that day need no date. */
export function dateOf(model: TimelineModel): string {
  const chain = model.lanes.find((lane) => lane.kind === 'chain')?.marks[0]
  return wallDate(chain?.at ?? model.to, model.offsetMinutes)
}

export function wordsOf(item: TimelineItem, telling: Telling): ItemWords {
  const { offsetMinutes, date, steps } = telling
  const from = itemStart(item)
  const to = itemEnd(item)
  const what = item.type === 'span' ? item.span : item.mark
  const kind = t(`timeline.lane_${item.lane}`)
  const outcome = outcomeWord(item)
  const day = wallDate(from, offsetMinutes)
  const time = clockTime(from, offsetMinutes)
  const start = day === date ? time : `${day} ${time}`
  const said = item.lane === 'chain' && item.type === 'mark' ? steps[item.mark.chainNumber - 1] : ''
  const notes = [
    ...(what.assumed ? [t('timeline.clockAssumed')] : []),
    ...(item.type === 'span' && item.span.openEnd ? [t('timeline.openEnd')] : []),
  ]
  return {
    label: said || what.label || outcome || kind,
    kind,
    outcome,
    time: to > from ? `${start} – ${endTime(from, to, offsetMinutes)}` : start,
    duration: to > from ? duration(to - from) : '',
    code: what.code === 0 ? '' : formatCode(what.code),
    notes,
  }
}

function endTime(from: number, to: number, offsetMinutes: number): string {
  const last = wallDate(to, offsetMinutes)
  const time = clockTime(to, offsetMinutes)
  return wallDate(from, offsetMinutes) === last ? time : `${last} ${time}`
}

function outcomeWord(item: TimelineItem): string {
  if (item.type === 'span') {
    // Execute states and the like end without a word on how: nothing is better than a doubt about each.
    return item.span.outcome === 'unknown' ? '' : t(`verdict.outcome_${item.span.outcome}`)
  }
  if (item.lane === 'chain') return t('timeline.shape_chain', { number: item.mark.chainNumber })
  return t(`timeline.shape_${item.mark.shape}`)
}

/** `failed · oposdrv.inf · 15:33:51`, for the ear. */
export function spoken(words: ItemWords): string {
  const { outcome, label, time, code, notes } = words
  return [outcome, label === outcome ? '' : label, time, code, ...notes]
    .filter((part) => part !== '')
    .join(' · ')
}
