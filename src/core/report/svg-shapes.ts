/** Shapes of a timeline's scene as SVG, in the colours of paper. */
import { GLYPHS, type GlyphName } from '../timeline/glyphs.ts'
import type { Shape, Tone } from '../timeline/scene.ts'
import { element, round } from './svg-text.ts'

/** Contrast on white: texts at least 7:1, signs at least 4.5:1; red and amber differ in lightness too. */
export const INK: Readonly<Record<Tone | 'paper', string>> = {
  paper: '#ffffff',
  text: '#191d22',
  dim: '#4a535c',
  line: '#e3e7ea',
  bar: '#e3e7ea',
  'bar-faint': '#f3f5f6',
  'bar-edge': '#8a949e',
  density: '#b4bcc4',
  fail: '#b3241b',
  'fail-soft': '#fdedeb',
  warn: '#875600',
  'warn-soft': '#fdf4de',
  accent: '#0a55c4',
}

export function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return rectSvg(shape)
    case 'line':
      return `<path d="M${round(shape.x1)} ${round(shape.y1)}L${round(shape.x2)} ${round(shape.y2)}" stroke="${INK[shape.tone]}"${shape.dashed ? ' stroke-dasharray="2 3"' : ''}${shape.tone === 'accent' ? ' stroke-opacity="0.6"' : ''} fill="none"/>`
    case 'text':
      return element(
        'text',
        {
          x: round(shape.x),
          y: round(shape.y + 4),
          fill: INK[shape.tone],
          ...(shape.isBare
            ? {
                stroke: INK.paper,
                'stroke-width': 3,
                'paint-order': 'stroke',
                'stroke-linejoin': 'round',
              }
            : {}),
        },
        shape.text,
      )
    case 'glyph':
      return glyphSvg(shape.x, shape.y, shape.name, INK[shape.tone])
    case 'badge':
      return badgeSvg(shape)
    case 'bars':
      return barsSvg(shape)
  }
}

function rectSvg(shape: Shape & { kind: 'rect' }): string {
  // On half pixels, so that a hairline is one pixel wide.
  const x = Math.round(shape.x) + (shape.stroke === null ? 0 : 0.5)
  const y = shape.y + (shape.stroke === null ? 0 : 0.5)
  const width = Math.max(1, Math.round(shape.width) - (shape.stroke === null ? 0 : 1))
  const height = shape.height - (shape.stroke === null ? 0 : 1)
  const fill = shape.fill === null ? 'none' : INK[shape.fill]
  const stroke = shape.stroke === null ? '' : ` stroke="${INK[shape.stroke]}"`
  const dash = shape.dashed ? ' stroke-dasharray="3 2"' : ''
  return `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" fill="${fill}"${stroke}${dash}/>`
}

export function glyphSvg(x: number, y: number, name: GlyphName, colour: string): string {
  const { path, mode } = GLYPHS[name]
  const place = `transform="translate(${round(x)} ${round(y)})" stroke-linecap="round" stroke-linejoin="round"`
  const rim =
    name === 'staged' || name === 'note'
      ? ''
      : `<path d="${path}" ${place} fill="none" stroke="${INK.paper}" stroke-width="3.6"/>`
  if (mode === 'fill') return `${rim}<path d="${path}" ${place} fill="${colour}"/>`
  const width = name === 'note' || name === 'assumed' ? 1 : 1.8
  return `${rim}<path d="${path}" ${place} fill="none" stroke="${colour}" stroke-width="${width}"/>`
}

function badgeSvg({ x, y, number, isChain }: Shape & { kind: 'badge' }): string {
  const look = isChain
    ? { radius: 9, fill: INK.accent, ink: INK.paper, size: 11 }
    : { radius: 6, fill: INK.paper, ink: INK.accent, size: 10 }
  return [
    `<circle cx="${round(x)}" cy="${round(y)}" r="${look.radius}" fill="${look.fill}" stroke="${INK.accent}"/>`,
    element(
      'text',
      {
        x: round(x),
        y: round(y + 3.8),
        'font-size': look.size,
        'font-weight': 600,
        'text-anchor': 'middle',
        fill: look.ink,
      },
      String(number),
    ),
  ].join('')
}

function barsSvg({ x, step, y, heights, tone }: Shape & { kind: 'bars' }): string {
  const width = round(Math.max(step, tone === 'density' ? 1 : 1.5))
  let path = ''
  heights.forEach((height, bin) => {
    if (height !== 0)
      path += `M${round(x + bin * step)} ${round(y)}v${round(-height)}h${width}V${round(y)}z`
  })
  return path === '' ? '' : `<path d="${path}" fill="${INK[tone]}"/>`
}
