/**
 * A timeline as text, one line per row of a lane, so that a golden reads as a picture:
 *
 *     phases     |  [plan====][stage xxxx][<<<<]|
 *
 * Bars are filled by outcome: `=` succeeded, `x` failed, `<` rolled back, `.` no end, `-` not known.
 * Marks: `X` failed, `*` crash, `^` boot, `o` staged, `'` a healthy section, digits = steps of the chain.
 */
import type { Lane, MarkShape, TimelineModel } from '../../../src/core/timeline/lanes.ts'
import type { Outcome } from '../../../src/core/model/story.ts'
import { clockTime, wallDate } from '../../../src/core/timeline/axis-ticks.ts'
import type { Viewport } from '../../../src/core/timeline/viewport.ts'

const FILL: Readonly<Record<Outcome, string>> = {
  succeeded: '=',
  failed: 'x',
  'rolled-back': '<',
  unfinished: '.',
  unknown: '-',
  cancelled: '/',
  skipped: ' ',
  'never-reached': ' ',
}

const SIGN: Readonly<Record<MarkShape, string>> = {
  failed: 'X',
  'rolled-back': '<',
  boot: '^',
  crash: '*',
  staged: 'o',
  error: 'x',
  note: "'",
  pin: 'v',
}

const NAME_WIDTH = 14

export function drawTimeline(model: TimelineModel, view: Viewport, width = 84): string {
  const clock = model.offsetMinutes
  const date = wallDate(view.from, clock)
  const from = clockTime(view.from, clock)
  const to = clockTime(view.to, clock)
  const lines = [
    `${date}, offset ${clock} min, ${model.clockSource ?? 'no clock'}`,
    `${''.padEnd(NAME_WIDTH)} ${from}${to.padStart(width - from.length)}`,
  ]
  for (const lane of model.lanes) lines.push(...drawLane(lane, view, width))
  return lines.join('\n') + '\n'
}

function drawLane(lane: Lane, view: Viewport, width: number): readonly string[] {
  if (lane.kind === 'density') {
    return [`log            ${lane.path}: ${lane.errors} errors, ${lane.warnings} warnings`]
  }
  return Array.from({ length: lane.depths }, (_, depth) => {
    const row = new Array<string>(width).fill(' ')
    const column = (at: number) =>
      Math.round(((at - view.from) / (view.to - view.from)) * (width - 1))
    const put = (at: number, text: string) => {
      for (let i = 0; i < text.length; i++) {
        if (at + i >= 0 && at + i < width) row[at + i] = text[i] ?? ' '
      }
    }
    for (const span of lane.spans) {
      if (span.depth !== depth) continue
      const begin = column(span.from)
      const inner = Math.max(0, column(span.to) - begin - 1)
      const number = span.chainNumber > 0 ? String(span.chainNumber) : ''
      const label = (number + span.label).slice(0, inner)
      put(begin, `[${label.padEnd(inner, FILL[span.outcome])}${span.openEnd ? '~' : ']'}`)
    }
    for (const mark of lane.marks) {
      if (mark.depth !== depth) continue
      const at = column(mark.at)
      put(at, lane.kind === 'chain' ? String(mark.chainNumber) : SIGN[mark.shape])
      if (mark.chainNumber > 0 && lane.kind !== 'chain') put(at + 1, String(mark.chainNumber))
    }
    return `${(depth === 0 ? lane.kind : '').padEnd(NAME_WIDTH)}|${row.join('')}|`
  })
}
