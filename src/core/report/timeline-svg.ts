/**
 * The timeline as a picture that stands alone in a mail: title, bundle, span, clock, lanes, legend, and the
 * chain in words. Always on white, since it is printed and pasted; labels come from hostile logs, so every text is escaped.
 */
import { axisTicks } from '../timeline/axis-ticks.ts'
import { LEGEND, type LegendKey } from '../timeline/legend.ts'
import type { Lane, TimelineModel } from '../timeline/lanes.ts'
import { layScene, placeLanes } from '../timeline/lay-scene.ts'
import type { CountedBins } from '../timeline/scene.ts'
import { estimateWidth, fitText } from '../timeline/text-width.ts'
import type { Viewport } from '../timeline/viewport.ts'
import { glyphSvg, INK, shapeSvg } from './svg-shapes.ts'
import { element, textSvg, wrapText } from './svg-text.ts'

export interface ChainLine {
  readonly number: number
  readonly text: string
  /** Time, place and the like, beneath the text. */
  readonly detail: string
}

export interface TimelinePicture {
  /** BCP 47, decides which shapes Chinese characters take. */
  readonly lang: string
  readonly title: string
  /** Bundle, machine: joined by the caller. */
  readonly bundleName: string
  readonly spanText: string
  readonly offsetText: string
  readonly view: Viewport
  readonly laneName: (lane: Lane) => string
  readonly legend: Readonly<
    Record<LegendKey | 'legendErrors' | 'legendWarnings' | 'legendRecords', string>
  >
  readonly chainTitle: string
  readonly chain: readonly ChainLine[]
  readonly width: number
}

/** Logs beyond these are in the page; a picture of forty lanes is read by no one. */
const MOST_LOGS = 6

const MARGIN = 24
const GUTTER = 150
const AXIS_HEIGHT = 24
const LABEL_SIZE = 11
const TEXT_SIZE = 13
const TITLE_SIZE = 17
/** Bold letters are so much wider than those that the estimate knows. */
const BOLD = 1.12
const LINE_HEIGHT = 20

interface Page {
  readonly parts: string[]
  y: number
  readonly picture: TimelinePicture
}

/** One SVG document. `bins`: counts for the view, as the engine gives them; null = lanes without densities. */
export function timelineSvg(
  model: TimelineModel,
  bins: CountedBins | null,
  picture: TimelinePicture,
): string {
  const page: Page = { parts: [], y: MARGIN, picture }
  drawHeading(page)
  drawLanes(page, model, bins)
  drawLegend(page)
  drawChain(page)
  const height = Math.ceil(page.y + MARGIN - 8)
  const { width, lang, title } = picture
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" `,
    `role="img"${attribute('xml:lang', lang)}${attribute('lang', lang)} font-family="system-ui, -apple-system, 'Segoe UI', `,
    `'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', sans-serif">`,
    element('title', {}, title),
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    ...page.parts,
    '</svg>\n',
  ].join('')
}

function attribute(name: string, value: string): string {
  return ` ${name}="${value.replace(/[^A-Za-z0-9-]/g, '')}"`
}

function drawHeading(page: Page): void {
  const { title, bundleName, spanText, offsetText, width } = page.picture
  const room = width - 2 * MARGIN
  for (const line of wrapText(title, room, estimateWidth(TITLE_SIZE * BOLD))) {
    page.y += 18
    page.parts.push(
      textSvg(MARGIN, page.y, line, { size: TITLE_SIZE, fill: INK.text, weight: 600 }),
    )
    page.y += 6
  }
  const facts = [bundleName, spanText, offsetText].filter((part) => part !== '').join('   ·   ')
  for (const line of wrapText(facts, room, estimateWidth(TEXT_SIZE))) {
    page.y += LINE_HEIGHT
    page.parts.push(textSvg(MARGIN, page.y, line, { size: TEXT_SIZE, fill: INK.dim }))
  }
  page.y += 12
}

function drawLanes(page: Page, model: TimelineModel, bins: CountedBins | null): void {
  const { view, width, laneName } = page.picture
  const measure = estimateWidth(LABEL_SIZE)
  const plotX = MARGIN + GUTTER
  const plotWidth = width - plotX - MARGIN
  const lanes = shownLanes(model)
  const top = page.y + AXIS_HEIGHT
  const { lanes: placed, height } = placeLanes(lanes)

  for (const tick of axisTicks(view, plotWidth, model.offsetMinutes, measure)) {
    const x = plotX + tick.x
    page.parts.push(
      `<path d="M${x.toFixed(1)} ${top - 5}V${top + height}" stroke="${INK.line}" stroke-width="1"/>`,
    )
    if (tick.text === '') continue
    page.parts.push(
      textSvg(x, top - 9, tick.text, {
        size: LABEL_SIZE,
        fill: tick.isDate ? INK.text : INK.dim,
        anchor: 'middle',
        ...(tick.isDate ? { weight: 600 } : {}),
      }),
    )
  }
  for (const { lane, y, height: tall } of placed) {
    const isLog = lane.kind === 'density'
    const text = fitText(laneName(lane), GUTTER - 10, estimateWidth(isLog ? LABEL_SIZE : 12))
    const middle = top + y + (isLog ? tall : Math.min(tall, 18)) / 2 + 4
    page.parts.push(
      textSvg(plotX - 10, middle, text, {
        size: isLog ? LABEL_SIZE : 12,
        fill: isLog ? INK.dim : INK.text,
        anchor: 'end',
      }),
    )
  }
  const scene = layScene({ lanes, view, width: plotWidth, measure, bins })
  page.parts.push(
    `<clipPath id="plot"><rect width="${plotWidth}" height="${height}"/></clipPath>`,
    `<g transform="translate(${plotX} ${top})" clip-path="url(#plot)" font-size="${LABEL_SIZE}">`,
    ...scene.shapes.map(shapeSvg),
    '</g>',
    `<path d="M${plotX}.5 ${top}V${top + height}M${plotX} ${top}.5H${plotX + plotWidth}" stroke="${INK['bar-edge']}" fill="none"/>`,
  )
  page.y = top + height + 8
}

function shownLanes(model: TimelineModel): readonly Lane[] {
  const logs = model.lanes.filter(
    (lane) => lane.kind === 'density' && lane.errors + lane.warnings > 0,
  )
  return [...model.lanes.filter((lane) => lane.kind !== 'density'), ...logs.slice(0, MOST_LOGS)]
}

function drawLegend(page: Page): void {
  const { legend, width } = page.picture
  const measure = estimateWidth(LABEL_SIZE)
  const signs = [
    ...LEGEND.map((entry) => ({
      text: legend[entry.key],
      sign: glyphSvg(0, 0, entry.glyph, INK[entry.tone]),
    })),
    { text: legend.legendErrors, sign: barSign(INK.fail, -6) },
    { text: legend.legendWarnings, sign: barSign(INK.warn, 0) },
    { text: legend.legendRecords, sign: barSign(INK.density, 0) },
  ]
  let x = MARGIN + 6
  page.y += LINE_HEIGHT - 4
  for (const { text, sign } of signs) {
    const length = 12 + measure(text) + 16
    if (x + length > width - MARGIN) {
      x = MARGIN + 6
      page.y += LINE_HEIGHT - 2
    }
    page.parts.push(`<g transform="translate(${x.toFixed(1)} ${page.y - 4})">${sign}</g>`)
    page.parts.push(textSvg(x + 10, page.y, text, { size: LABEL_SIZE, fill: INK.dim }))
    x += length
  }
  page.y += 8
}

/** A bar on (-6) or under (0) its line, as errors and warnings stand in a density lane. */
function barSign(fill: string, y: number): string {
  return `<path d="M-4 0H4" stroke="${INK['bar-edge']}"/><rect x="-1.5" y="${y}" width="3" height="6" fill="${fill}"/>`
}

function drawChain(page: Page): void {
  const { chain, chainTitle, width } = page.picture
  if (chain.length === 0) return
  page.y += LINE_HEIGHT
  page.parts.push(
    textSvg(MARGIN, page.y, chainTitle, { size: TEXT_SIZE, fill: INK.text, weight: 600 }),
  )
  page.y += 4
  const x = MARGIN + 26
  const room = width - x - MARGIN
  for (const { number, text, detail } of chain) {
    page.y += LINE_HEIGHT
    page.parts.push(
      `<circle cx="${MARGIN + 9}" cy="${page.y - 4.5}" r="9" fill="${INK.accent}"/>`,
      textSvg(MARGIN + 9, page.y - 0.5, String(number), {
        size: 11,
        fill: INK.paper,
        weight: 600,
        anchor: 'middle',
      }),
    )
    wrapText(text, room, estimateWidth(TEXT_SIZE)).forEach((line, index) => {
      if (index > 0) page.y += LINE_HEIGHT - 2
      page.parts.push(textSvg(x, page.y, line, { size: TEXT_SIZE, fill: INK.text }))
    })
    for (const line of wrapText(detail, room, estimateWidth(LABEL_SIZE))) {
      page.y += 16
      page.parts.push(textSvg(x, page.y, line, { size: LABEL_SIZE, fill: INK.dim }))
    }
    page.y += 4
  }
}
