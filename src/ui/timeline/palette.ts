/** Tones -> colours, read from the page's custom properties. */
import type { Tone } from '../../core/timeline/scene.ts'

export type Palette = Readonly<Record<Tone | 'paper', string>>

/** Name of the custom property, and a colour for a page that does not define it. */
const PROPERTIES: Readonly<Record<Tone | 'paper', readonly [string, string]>> = {
  paper: ['--bg', '#ffffff'],
  text: ['--text', '#191d22'],
  dim: ['--text-dim', '#545d67'],
  line: ['--line', '#d8dde2'],
  bar: ['--bg-sunken', '#eaedf0'],
  'bar-faint': ['--bg-raised', '#f5f6f8'],
  'bar-edge': ['--line-strong', '#8a949e'],
  density: ['--line-strong', '#8a949e'],
  fail: ['--fail', '#b3241b'],
  'fail-soft': ['--fail-bg', '#fdedeb'],
  warn: ['--warn', '#875600'],
  'warn-soft': ['--warn-bg', '#fdf4de'],
  accent: ['--accent', '#0a55c4'],
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const entries = Object.entries(PROPERTIES).map(([tone, [property, fallback]]) => [
    tone,
    style.getPropertyValue(property).trim() || fallback,
  ])
  return Object.fromEntries(entries) as Palette
}
