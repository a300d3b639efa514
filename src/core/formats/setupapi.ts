/**
 * SetupAPI text logs since Vista: setupapi.dev.log, .setup.log, .offline.log, .app.log, .upgrade.log.
 * https://learn.microsoft.com/windows-hardware/drivers/install/format-of-a-text-log-section
 *
 * One section per installation; sections of parallel installations follow each other, so their times step back.
 * Windows 2000 and XP write another grammar into setupapi.log: setupapi-xp.ts.
 */
import type { Head } from './format.ts'
import { lineFormat } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'
import { setupapiKinds } from './setupapi/kinds.ts'
import { setupapiCode } from './setupapi/line-code.ts'
import { setupapiSamples } from './setupapi/samples.ts'
import { sectionHead } from './setupapi/section-head.ts'
import { parseWholeLog } from './setupapi/whole-log.ts'
import type { TextFormat } from './format.ts'

const MARK =
  /^(?:>>> {2}(?:\[|Section start \d{4}\/|\d{4}\/.{19}: Section start)|<<< {2}(?:\[Exit |Section end \d{4}\/|\[\d{4}\/)|\[Boot Session: )/
const HEADER = /^\[(?!SetupAPI )(?:[A-Z]\w{1,20} ){0,3}Log\]$|^\[BeginLog\]$/
/** Marker, tag, text: `!!!  sto:      Failed …`. */
const BODY = /^(?: {5}|! {4}|!!! {2}|\. {4}) {0,2}[a-z.]{2,4}: /
/** A piece out of a section of thousands of lines has neither header nor mark. */
const BODY_SHARE = 0.8

function sniff(head: Head): number {
  const lines = firstLines(head)
  if (lines.length === 0) return 0
  const marks = lines.filter((line) => MARK.test(line) || HEADER.test(line)).length
  const body = lines.filter((line) => BODY.test(line)).length
  const share = (marks + body) / lines.length
  if (marks === 0) return share > BODY_SHARE ? share * 0.9 : 0
  return share > 0.5 ? 1 : share
}

const lines = lineFormat({
  id: 'setupapi',
  title: { en: 'SetupAPI log', zh: 'SetupAPI 日志' },
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/install/format-of-a-text-log-section',
  names: [/setupapi.*\.log$/i],
  samples: setupapiSamples,
  newHead: sectionHead,
  kinds: setupapiKinds,
  sniff,
  codeOf: setupapiCode,
})

export const setupapi: TextFormat = {
  ...lines,
  parse: (source, sink) => parseWholeLog((from, to) => lines.parse(from, to), source, sink),
}
