/**
 * What programs report of themselves: Windows Error Reporting (Application) and audit mode (Setup).
 * https://learn.microsoft.com/windows/deployment/upgrade/windows-error-reporting
 */
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { codeOf, valueOf, type EventRecord } from './record.ts'

/** Places in event 1001: bucket, its type, event name, response, cab id, P1 … P10, files, folder, … */
const EVENT_NAME = 2
const FIRST_PARAMETER = 5
const PARAMETERS = 10

/** Names of events whose first parameter is the program that failed. */
const OF_A_PROGRAM =
  /^(?:APPCRASH|BEX|BEX64|AppHangB1|AppHangXProcB1|CLR20r3|MoAppCrash|InPageError)$/

function reported(event: EventRecord): readonly EventSignal[] {
  const name = valueOf(event, 'EventName', EVENT_NAME)
  if (name === '') return []
  const parameters = Array.from({ length: PARAMETERS }, (_, i) =>
    valueOf(event, `P${i + 1}`, FIRST_PARAMETER + i),
  )
  const application = OF_A_PROGRAM.test(name) ? (parameters[0] ?? '') : ''
  return [{ kind: 'wer.report', event: name, application, parameters }]
}

export const errorReportingMeanings: ProviderMeanings = {
  names: ['windows error reporting'],
  events: [
    means(
      1001,
      'Report {EventName|2}: P1 {P1|5}, P2 {P2|6}, P3 {P3|7}, P4 {P4|8}, P5 {P5|9}, P6 {P6|10}, P7 {P7|11}, P8 {P8|12}, P9 {P9|13}, P10 {P10|14}.',
      '报告 {EventName|2}：P1 {P1|5}，P2 {P2|6}，P3 {P3|7}，P4 {P4|8}，P5 {P5|9}，P6 {P6|10}，P7 {P7|11}，P8 {P8|12}，P9 {P9|13}，P10 {P10|14}。',
      reported,
    ),
  ],
}

const TOOL = 'audit.exe'

export const auditMeanings: ProviderMeanings = {
  names: ['audit'],
  events: [
    means(1001, 'audit.exe started: {|0}', 'audit.exe 已启动：{|0}', () => [
      { kind: 'log.begin', tool: TOOL },
    ]),
    means(1002, 'audit.exe ended: {|0:code}.', 'audit.exe 已结束：{|0:code}。', () => [
      { kind: 'log.end', tool: TOOL },
    ]),
    means(2001, 'Configuration pass {|0} begins.', '配置阶段 {|0} 开始。', (event) => [
      { kind: 'pass.begin', tool: TOOL, pass: valueOf(event, '', 0) },
    ]),
    means(
      2002,
      'The configuration pass ended: {|0:code}.',
      '配置阶段结束：{|0:code}。',
      (event) => [{ kind: 'pass.end', tool: TOOL, pass: '', code: codeOf(valueOf(event, '', 0)) }],
    ),
    means(
      2003,
      'The configuration pass failed: {|0:code}.',
      '配置阶段失败：{|0:code}。',
      (event) => [
        {
          kind: 'pass.failed',
          tool: TOOL,
          pass: '',
          code: codeOf(valueOf(event, '', 0)),
          what: 'run-pass',
        },
      ],
    ),
    means(2004, 'Answer file of pass {|0}: {|1}', '阶段 {|0} 使用的应答文件：{|1}'),
  ],
}
