/**
 * `npm run bench [-- MEGABYTES]`: seconds and MB/s of each stage in Node, and of the built page in Chromium from the
 * drop to the verdict, beside `unzip -p` of the same zip on the same machine. Figures also go to .bench/ as JSON.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { generateBundle } from './generate-bundle.ts'
import { measureCapture } from './measure-capture.ts'
import { measureDump } from './measure-dump.ts'
import { measureEventLog } from './measure-event-log.ts'
import { measureBrowser } from './measure-browser.ts'
import { measureNode } from './measure-node.ts'

const FOLDER = fileURLToPath(new URL('../../.bench', import.meta.url))
const DEFAULT_MEGABYTES = 256
/** The best of these counts: what else the machine does can only slow it. */
const ROUNDS = 3

const megabytes = Number(process.argv[2] ?? DEFAULT_MEGABYTES)
mkdirSync(FOLDER, { recursive: true })
const zip = `${FOLDER}/bundle-${megabytes}.zip`
console.log(`writing ${megabytes} MiB of logs …`)
const bundle = generateBundle(zip, megabytes * 1024 * 1024)

const unzipMs = bestOf(ROUNDS, () => {
  const started = performance.now()
  const { status } = spawnSync('unzip', ['-p', zip], { stdio: ['ignore', 'ignore', 'ignore'] })
  return status === 0 ? performance.now() - started : NaN
})
const node = await measureNode(zip)
const dump = await measureDump(`${FOLDER}/large.dmp`)
const capture = await measureCapture(`${FOLDER}/Logfile.PML`)
const eventLogPath = `${FOLDER}/System.evtx`
const eventLog = await measureEventLog(eventLogPath)
const rounds = []
const eventLogRounds = []
if (existsSync(fileURLToPath(new URL('../../dist/index.html', import.meta.url)))) {
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await measureBrowser(zip))
    eventLogRounds.push(await measureBrowser(eventLogPath))
  }
} else {
  console.log('no dist/: run `npm run build` for the figures of the page')
}
const [browser] = rounds.sort((a, b) => a.readyMs - b.readyMs)
const [eventLogBrowser] = eventLogRounds.sort((a, b) => a.readyMs - b.readyMs)

const { logBytes, zipBytes } = bundle
console.log(`${mega(logBytes)} MB of logs, ${mega(zipBytes)} MB packed, ${cpus().length} cores\n`)
row('unzip -p', unzipMs, logBytes)
for (const { name, ms, bytes } of node.stages) row(`Node: ${name}`, ms, bytes)
row(`Node: event log, ${eventLog.records} records`, eventLog.bestMs, eventLog.bytes)
row('Node: the same, for the first time', eventLog.firstMs, eventLog.bytes)
if (eventLog.otherMs !== null)
  row('Node: the same by another parser', eventLog.otherMs, eventLog.bytes)
row(`Node: Process Monitor log, ${capture.events} events`, capture.bestMs, capture.bytes)
row('Node: the same, for the first time', capture.firstMs, capture.bytes)
row(`Node: dump of 2 GiB, ${dump.frames} frames`, dump.ms, 0)
if (browser !== undefined) {
  row('Chromium: first verdict', browser.firstMs, 0)
  row('Chromium: all told', browser.readyMs, logBytes)
  row('Chromium: kept as well', browser.keptMs, logBytes)
  row('Chromium: open kept session', browser.reopenMs, 0)
  row('Chromium: longest task of the page', browser.longestTaskMs, 0)
  console.log(
    `Chromium: memory of the page ${mega(browser.peakBytes)} MB, ${mega(browser.idleBytes)} before`,
  )
}
if (eventLogBrowser !== undefined)
  row('Chromium: event log, all told', eventLogBrowser.readyMs, eventLog.bytes)
writeFileSync(
  `${FOLDER}/figures-${megabytes}.json`,
  `${JSON.stringify({ cores: cpus().length, bundle, unzipMs, node, dump, capture, eventLog, browser: browser ?? null, rounds, eventLogBrowser: eventLogBrowser ?? null }, null, 2)}\n`,
)

function bestOf(rounds: number, measure: () => number): number {
  return Math.min(...Array.from({ length: rounds }, measure))
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function row(name: string, ms: number, bytes: number): void {
  const speed = bytes === 0 ? '' : `${(bytes / 1e3 / ms).toFixed(0)} MB/s`
  console.log(`${name.padEnd(38)}${(ms / 1000).toFixed(2).padStart(7)} s${speed.padStart(12)}`)
}
