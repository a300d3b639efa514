import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** What stands on what somewhere on the page: text token, ground token. */
const PAIRS = [
  ['text', 'bg'],
  ['text', 'bg-raised'],
  ['text', 'bg-sunken'],
  ['text', 'accent-bg'],
  ['text', 'warn-bg'],
  ['text', 'fail-bg'],
  ['text', 'mark'],
  ['text-dim', 'bg'],
  ['text-dim', 'bg-raised'],
  ['text-dim', 'bg-sunken'],
  ['text-dim', 'accent-bg'],
  ['accent', 'bg'],
  ['accent', 'bg-raised'],
  ['accent', 'accent-bg'],
  ['on-accent', 'accent'],
  ['fail', 'bg'],
  ['fail', 'bg-raised'],
  ['fail', 'fail-bg'],
  ['fail', 'accent-bg'],
  ['warn', 'bg'],
  ['warn', 'bg-raised'],
  ['warn', 'warn-bg'],
  ['warn', 'accent-bg'],
  ['ok', 'bg'],
  ['ok', 'bg-raised'],
  ['ok', 'ok-bg'],
] as const

const css = readFileSync('src/ui/shared/theme.css', 'utf8')
const [light = '', dark = ''] = css.split(":root[data-theme='dark']")

function colourOf(theme: string, token: string): string {
  const found = new RegExp(`--${token}: (#[0-9a-f]{6})`).exec(theme)?.[1]
  if (found === undefined) throw new Error(`no --${token}`)
  return found
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_name, theme) => {
  test.each(PAIRS)('%s on %s can be read', (text, ground) => {
    expect(contrast(colourOf(theme, text), colourOf(theme, ground))).toBeGreaterThanOrEqual(4.5)
  })

  test('edges of controls can be seen', () => {
    const edge = colourOf(theme, 'line-strong')
    expect(contrast(edge, colourOf(theme, 'bg'))).toBeGreaterThanOrEqual(3)
  })
})
