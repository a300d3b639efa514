/** The timeline as a file: SVG as it is written, PNG drawn from it at twice the size. */
import { savedName } from '../../app/bundle-name.ts'
import { chainOf } from '../../app/chain.ts'
import { formatOffset, formatWallDate } from '../../app/i18n/formats.ts'
import { inLanguage, language, t } from '../../app/i18n/text.svelte.ts'
import { htmlLang } from '../../app/i18n/language.ts'
import { saveFile } from '../../app/save-file.ts'
import type { AnalysisFinding } from '../../core/model/analysis.ts'
import { timelineSvg, type ChainLine } from '../../core/report/timeline-svg.ts'
import { clockTime, spanText } from '../../core/timeline/axis-ticks.ts'
import type { Lane, TimelineModel } from '../../core/timeline/lanes.ts'
import { LEGEND, type LegendKey } from '../../core/timeline/legend.ts'
import { logNames } from '../../core/timeline/log-names.ts'
import { boundsOf, clampView } from '../../core/timeline/viewport.ts'
import type { TimelineHost } from './timeline-host.ts'

/** Fits the width of a mail and of a page across, and leaves the labels their size. */
const WIDTH = 1200
const PNG_SCALE = 2
const BIN_PX = 2
/** So many lines of evidence are named per step. */
const MOST_PLACES = 3

export async function exportSvg(host: TimelineHost): Promise<void> {
  const svg = await pictureOf(host)
  saveFile(imageName(host, 'svg'), new Blob([svg], { type: 'image/svg+xml' }))
}

export async function exportPng(host: TimelineHost): Promise<void> {
  const svg = await pictureOf(host)
  saveFile(imageName(host, 'png'), await rasterize(svg))
}

/** `PC-0231-timeline.png`; characters that no file system takes are replaced. */
function imageName(host: TimelineHost, extension: string): string {
  const name = host.bundle?.analysis.bundle.name ?? ''
  return savedName(name, extension).replace(`.setupscope.${extension}`, `-timeline.${extension}`)
}

/** The view that is on screen, in the page's language, on white. */
export async function pictureOf(host: TimelineHost): Promise<string> {
  const { bundle } = host
  if (bundle === null || Number.isNaN(bundle.timeline.from)) throw new Error(t('timeline.empty'))
  const { timeline: model, analysis } = bundle
  const bounds = boundsOf(model)
  const view = host.viewport === null ? bounds : clampView(host.viewport, bounds)
  const found = await host.engine.bins(view.from, view.to, Math.round(WIDTH / BIN_PX))
  const bins = { view, lanes: new Map(found.map((one) => [one.laneId, one])) }
  const { machine } = analysis
  const facts = [analysis.bundle.name, machine.name, machine.model].filter(
    (part) => part !== null && part !== '',
  )
  return timelineSvg(model, bins, {
    lang: htmlLang(language()),
    title: inLanguage(analysis.verdict.sentence),
    bundleName: facts.join('   ·   '),
    spanText: spanText(view, model.offsetMinutes),
    offsetText: clockWords(model),
    view,
    laneName: laneNamer(model),
    legend: legendWords(),
    chainTitle: t('timeline.imageChain'),
    chain: chainOf(analysis).map((finding, index) =>
      chainLine(finding, model.offsetMinutes, index + 1),
    ),
    width: WIDTH,
  })
}

function clockWords(model: TimelineModel): string {
  if (model.clockSource === null) return t('timeline.offsetUtc')
  return t('timeline.offsetFrom', {
    offset: formatOffset(model.offsetMinutes),
    source: t(`files.source_${model.clockSource}`),
  })
}

function laneNamer(model: TimelineModel): (lane: Lane) => string {
  const names = logNames(model.lanes.map((lane) => lane.path).filter((path) => path !== ''))
  return (lane) =>
    lane.kind === 'density' ? (names.get(lane.path) ?? lane.path) : t(`timeline.lane_${lane.kind}`)
}

function legendWords() {
  const signs = LEGEND.map(({ key }) => [key, t(`timeline.${key}`)] as const)
  return {
    ...(Object.fromEntries(signs) as Record<LegendKey, string>),
    legendErrors: t('timeline.legendErrors'),
    legendWarnings: t('timeline.legendWarnings'),
    legendRecords: t('timeline.legendRecords'),
  }
}

function chainLine(finding: AnalysisFinding, offsetMinutes: number, number: number): ChainLine {
  const utc = Date.parse(finding.at ?? '')
  // On the picture's clock, whatever the log's own is: the words and the axis must agree.
  const time = Number.isNaN(utc)
    ? ''
    : `${formatWallDate(utc, offsetMinutes)} ${clockTime(utc, offsetMinutes)}`
  const places = finding.evidence
    .slice(0, MOST_PLACES)
    .map(({ path, line }) => `${path.split('/').at(-1) ?? path}:${line}`)
  const words = [
    t(`verdict.${finding.role}`),
    finding.confidence === 'suspected' ? t('verdict.suspected') : '',
    time,
    ...places,
  ]
  return {
    number,
    text: inLanguage(finding.message),
    detail: words.filter((part) => part !== '').join('   ·   '),
  }
}

async function rasterize(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * PNG_SCALE
    canvas.height = image.naturalHeight * PNG_SCALE
    const context = canvas.getContext('2d')
    if (context === null) throw new Error(t('timeline.exportFailed'))
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (blob === null) throw new Error(t('timeline.exportFailed'))
    return blob
  } finally {
    URL.revokeObjectURL(url)
  }
}
