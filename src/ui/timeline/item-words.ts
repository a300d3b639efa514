/** What is said of a span or mark: in the tooltip, to a screen reader, in the list of marks. */
import { formatCode } from '../../core/codes/code-value.ts'
import { clockTime, viewDates } from '../../core/timeline/axis-ticks.ts'
import { itemEnd, itemStart, type TimelineItem } from '../../core/timeline/items.ts'
import type { Target } from '../../core/timeline/lanes.ts'
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
  /** ⏱ and the like, each a sentence of its own. */
  readonly notes: readonly string[]
}

export function targetOfItem(item: TimelineItem): Target | null {
  return item.type === 'span' ? item.span.target : item.mark.target
}

/** `said`: what the chain's finding says in the reader's language, for marks of the chain. */
export function wordsOf(item: TimelineItem, offsetMinutes: number, said = ''): ItemWords {
  const from = itemStart(item)
  const to = itemEnd(item)
  const what = item.type === 'span' ? item.span : item.mark
  const kind = t(`timeline.lane_${item.lane}`)
  const outcome = outcomeWord(item)
  const start = clockTime(from, offsetMinutes)
  const notes = [
    ...(what.assumed ? [`⏱ ${t('timeline.clockAssumed')}`] : []),
    ...(item.type === 'span' && item.span.openEnd ? [t('timeline.openEnd')] : []),
  ]
  return {
    label: said || what.label || kind,
    kind,
    outcome,
    time: to > from ? `${start} – ${endTime(from, to, offsetMinutes)}` : start,
    duration: to > from ? duration(to - from) : '',
    code: what.code === 0 ? '' : formatCode(what.code),
    notes,
  }
}

function endTime(from: number, to: number, offsetMinutes: number): string {
  const first = viewDates({ from, to: from }, offsetMinutes)
  const last = viewDates({ from: to, to }, offsetMinutes)
  const time = clockTime(to, offsetMinutes)
  return first === last ? time : `${last.slice(5)} ${time}`
}

function outcomeWord(item: TimelineItem): string {
  if (item.type === 'span') return t(`verdict.outcome_${item.span.outcome}`)
  if (item.lane === 'chain') return t('timeline.shape_chain', { number: item.mark.chainNumber })
  return t(`timeline.shape_${item.mark.shape}`)
}

/** `failed · oposdrv.inf · 15:33:51`, for the ear. */
export function spoken(words: ItemWords): string {
  const { outcome, label, time, code, notes } = words
  return [outcome, label, time, code, ...notes].filter((part) => part !== '').join(' · ')
}
