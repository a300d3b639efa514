/** Text for an SVG: escaped, and broken into lines, since SVG breaks none itself. */
import type { Measure } from '../timeline/text-width.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What XML 1.0 forbids even when escaped; one such character makes the whole document unreadable. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return `<${name}${written}>${escapeXml(text)}</${name}>`
}

export interface TextLook {
  readonly size: number
  readonly fill: string
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** `y` is the baseline. */
export function textSvg(x: number, y: number, text: string, look: TextLook): string {
  return element(
    'text',
    {
      x: round(x),
      y: round(y),
      'font-size': look.size,
      fill: look.fill,
      ...(look.weight === undefined ? {} : { 'font-weight': look.weight }),
      ...(look.anchor === undefined ? {} : { 'text-anchor': look.anchor }),
    },
    text,
  )
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** Where a line may break: after a space, after a path's separator, on either side of a Chinese character. */
const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\\/\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]*[\\/]|[^\s\\/\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+/g
/** These never begin a line. */
const CLOSING = /^[，。；：、！？）》」』,.;:!?)\]}]/

export function wrapText(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECES) ?? []) {
    const isFull = measure(line + piece.trimEnd()) > width
    if (!isFull || line === '' || CLOSING.test(piece)) {
      line += piece
      continue
    }
    lines.push(line.trimEnd())
    line = piece.trimStart()
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines.flatMap((one) => cutLong(one, width, measure))
}

/** A word longer than a line is cut: better a broken word than one that runs out of the picture. */
function cutLong(line: string, width: number, measure: Measure): readonly string[] {
  // A closing mark may hang over the edge by itself.
  if (measure(line) <= width + measure('，')) return [line]
  const cut: string[] = []
  let part = ''
  for (const char of line) {
    if (part !== '' && measure(part + char) > width) {
      cut.push(part)
      part = ''
    }
    part += char
  }
  return [...cut, part]
}
