/** Shapes of a scene -> pixels of a canvas. */
import { GLYPHS, type GlyphName } from '../../core/timeline/glyphs.ts'
import type { Shape } from '../../core/timeline/scene.ts'
import type { Palette } from './palette.ts'

/** Text of the lanes, CSS px: one step below the page's own, as on a map. */
export const LANE_FONT_SIZE = 11

/** All records are context behind errors and warnings. */
const DENSITY_ALPHA = 0.45
/** The threads of the chain cross everything and must not hide it. */
const THREAD_ALPHA = 0.55

const glyphPaths = new Map<GlyphName, Path2D>()

function glyphPath(name: GlyphName): Path2D {
  let path = glyphPaths.get(name)
  if (path === undefined) {
    path = new Path2D(GLYPHS[name].path)
    glyphPaths.set(name, path)
  }
  return path
}

/** Sizes the canvas for the screen's pixels and gives its context, scaled to CSS px and cleared. */
export function prepareCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio
  const across = Math.round(width * ratio)
  const down = Math.round(height * ratio)
  // Setting a size, even the same one, throws the canvas's memory away.
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

export function paint(
  context: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  palette: Palette,
  font: string,
): void {
  context.font = `${LANE_FONT_SIZE}px ${font}`
  context.textBaseline = 'middle'
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const shape of shapes) paintShape(context, shape, palette)
}

function paintShape(context: CanvasRenderingContext2D, shape: Shape, palette: Palette): void {
  switch (shape.kind) {
    case 'rect':
      context.setLineDash(shape.dashed ? [3, 2] : [])
      context.lineWidth = 1
      if (shape.fill !== null) {
        context.fillStyle = palette[shape.fill]
        context.fillRect(shape.x, shape.y, shape.width, shape.height)
      }
      if (shape.stroke !== null) {
        context.strokeStyle = palette[shape.stroke]
        context.strokeRect(
          Math.round(shape.x) + 0.5,
          Math.round(shape.y) + 0.5,
          Math.max(1, Math.round(shape.width) - 1),
          Math.round(shape.height) - 1,
        )
      }
      return
    case 'line':
      context.setLineDash(shape.dashed ? [2, 3] : [])
      context.lineWidth = 1
      context.globalAlpha = shape.tone === 'accent' ? THREAD_ALPHA : 1
      context.strokeStyle = palette[shape.tone]
      context.beginPath()
      context.moveTo(shape.x1, shape.y1)
      context.lineTo(shape.x2, shape.y2)
      context.stroke()
      context.globalAlpha = 1
      return
    case 'text':
      if (shape.isBare) {
        context.setLineDash([])
        context.strokeStyle = palette.paper
        context.lineWidth = 3
        context.strokeText(shape.text, shape.x, shape.y + 0.5)
      }
      context.fillStyle = palette[shape.tone]
      // Middle of the em box lies above the middle of the letters.
      context.fillText(shape.text, shape.x, shape.y + 0.5)
      return
    case 'glyph':
      paintGlyph(context, shape.x, shape.y, shape.name, palette[shape.tone], palette.paper)
      return
    case 'badge':
      if (!shape.isChain) paintBadge(context, shape.x, shape.y, shape.number, palette)
      return
    case 'bars':
      paintBars(context, shape, palette)
  }
}

function paintGlyph(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  name: GlyphName,
  colour: string,
  paper: string,
): void {
  const path = glyphPath(name)
  context.save()
  context.translate(x, y)
  context.setLineDash([])
  // A rim of paper keeps a sign legible on a bar.
  if (name !== 'staged' && name !== 'note') {
    context.strokeStyle = paper
    context.lineWidth = 3.6
    context.stroke(path)
  }
  if (GLYPHS[name].mode === 'fill') {
    context.fillStyle = colour
    context.fill(path)
  } else {
    context.strokeStyle = colour
    context.lineWidth = name === 'note' || name === 'assumed' ? 1 : 1.8
    context.stroke(path)
  }
  context.restore()
}

function paintBadge(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  number: number,
  palette: Palette,
): void {
  context.setLineDash([])
  context.beginPath()
  context.arc(x, y, 6, 0, 2 * Math.PI)
  context.fillStyle = palette.paper
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = palette.accent
  context.stroke()
  context.fillStyle = palette.accent
  context.textAlign = 'center'
  context.fillText(String(number), x, y + 0.5)
  context.textAlign = 'start'
}

function paintBars(
  context: CanvasRenderingContext2D,
  shape: Shape & { kind: 'bars' },
  palette: Palette,
): void {
  const { heights, x, y, step, tone } = shape
  context.globalAlpha = tone === 'density' ? DENSITY_ALPHA : 1
  context.fillStyle = palette[tone]
  context.beginPath()
  const width = Math.max(step, tone === 'density' ? 1 : 1.5)
  for (let bin = 0; bin < heights.length; bin++) {
    const height = heights[bin] as number
    if (height !== 0) context.rect(x + bin * step, y, width, -height)
  }
  context.fill()
  context.globalAlpha = 1
}
