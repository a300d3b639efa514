/**
 * Starts and ends of Windows, crashes and the clock: Kernel-General, Kernel-Power, EventLog, User32 and
 * WER-SystemErrorReporting (named BugCheck in the viewer), all in the channel System.
 * Ids and order of values: message files of Windows as listed by https://github.com/libyal/winevt-kb, and real logs.
 */
import { wallMs } from '../../model/units.ts'
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { codeOf, utcOf, valueOf, type EventRecord } from './record.ts'

/** A clock that is kept in step moves by milliseconds; what is shorter changes no order of events. */
const SMALLEST_CHANGE_MS = 1000

/** Event 12 is written once the log service runs, within minutes of the start that it tells. */
const BOOT_LINE_ERROR_MS = 120_000

const kernelGeneral: ProviderMeanings = {
  names: ['kernel-general'],
  events: [
    means(
      1,
      'The system time was changed from {OldTime|1} to {NewTime|0}.',
      '系统时间已从 {OldTime|1} 更改为 {NewTime|0}。',
      clockChanged,
    ),
    means(
      12,
      'Windows started at {StartTime|6} (build {BuildVersion|2}.{QfeVersion|3}).',
      'Windows 于 {StartTime|6} 启动（内部版本 {BuildVersion|2}.{QfeVersion|3}）。',
      started,
    ),
    means(
      13,
      'Windows is shutting down, at {StopTime|0}.',
      'Windows 正在关闭，时间 {StopTime|0}。',
      () => [{ kind: 'sys.shutdown', text: '' }],
    ),
  ],
}

function clockChanged(event: EventRecord): readonly EventSignal[] {
  const to = utcOf(valueOf(event, 'NewTime', 0))
  const from = utcOf(valueOf(event, 'OldTime', 1))
  const isChange = Math.abs(to - from) >= SMALLEST_CHANGE_MS
  return isChange ? [{ kind: 'clock.changed', from, to }] : []
}

/** In a log in UTC the boot's wall time is that UTC; an export in local time shows both clocks instead. */
function started(event: EventRecord): readonly EventSignal[] {
  const startUtc = utcOf(valueOf(event, 'StartTime', 6))
  const source = 'event-log'
  if (Number.isNaN(event.wall)) {
    const at = wallMs(Number.isNaN(startUtc) ? event.utc : startUtc)
    return Number.isNaN(at) ? [] : [{ kind: 'sys.boot', at, source }]
  }
  const boot: EventSignal = { kind: 'sys.boot', at: event.wall, source }
  if (Number.isNaN(startUtc)) return [boot]
  return [
    boot,
    {
      kind: 'clock.utc',
      utc: startUtc,
      source: 'zone-in-line',
      errorMs: BOOT_LINE_ERROR_MS,
    },
  ]
}

const kernelPower: ProviderMeanings = {
  names: ['kernel-power'],
  events: [
    means(
      41,
      'The machine restarted without a clean shutdown. Bug check: {BugcheckCode:stop} ({BugcheckParameter1}, {BugcheckParameter2}, {BugcheckParameter3}, {BugcheckParameter4}); 0 = none was recorded (hang, reset, power loss).',
      '计算机未正常关机即重新启动。错误检查：{BugcheckCode:stop}（{BugcheckParameter1}、{BugcheckParameter2}、{BugcheckParameter3}、{BugcheckParameter4}）；0 表示没有记录到（死机、复位或断电）。',
      (event) => [
        {
          kind: 'sys.unclean-restart',
          bugCheck: codeOf(valueOf(event, 'BugcheckCode', 0)),
          parameters: [1, 2, 3, 4]
            .map((n) => valueOf(event, `BugcheckParameter${n}`, n))
            .filter((value) => value !== ''),
        },
      ],
    ),
    means(
      109,
      'The power manager began a shutdown (action {ShutdownActionType|0}, reason {ShutdownReason|2}).',
      '电源管理器已开始关机（操作 {ShutdownActionType|0}，原因 {ShutdownReason|2}）。',
    ),
    means(142, 'The power watchdog timed out.', '电源看门狗超时。'),
  ],
}

const eventLog: ProviderMeanings = {
  names: ['eventlog'],
  events: [
    means(6005, 'The event log service started.', '事件日志服务已启动。'),
    means(
      6006,
      'The event log service stopped: a clean shutdown.',
      '事件日志服务已停止：正常关机。',
      () => [{ kind: 'sys.shutdown', text: '' }],
    ),
    means(
      6008,
      'The shutdown before this start, at {|0} on {|1}, was unexpected.',
      '上一次关机（{|1} {|0}）是意外的。',
      () => [{ kind: 'sys.unclean-restart', bugCheck: 0, parameters: [] }],
    ),
    means(
      6009,
      'Windows {|0} build {|1} {|3} at its start.',
      '启动时的 Windows {|0} 内部版本 {|1} {|3}。',
    ),
    means(6011, 'The machine was renamed from {|0} to {|1}.', '计算机名称已从 {|0} 更改为 {|1}。'),
    means(
      6013,
      'Windows has been running for {|4} seconds; time zone: {|6} (minutes behind UTC, name).',
      'Windows 已运行 {|4} 秒；时区：{|6}（落后 UTC 的分钟数及名称）。',
      (event) => {
        const value = zoneOf(valueOf(event, '', 6))
        return value === '' ? [] : [{ kind: 'machine.fact', key: 'time-zone', value }]
      },
    ),
  ],
}

/** `-480 China Standard Time`, minutes behind UTC without summer time, as other tools print it: `(UTC+08:00) China Standard Time`. */
function zoneOf(text: string): string {
  const [, behind, name = ''] = /^(-?\d{1,3}) (.+)$/.exec(text) ?? []
  if (behind === undefined) return ''
  const minutes = Math.abs(Number(behind))
  const two = (number: number): string => String(number).padStart(2, '0')
  const sign = Number(behind) > 0 ? '-' : '+'
  return `(UTC${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}) ${name}`
}

const user32: ProviderMeanings = {
  names: ['user32'],
  events: [
    means(
      1074,
      '{param1|0} asked for {param5|4} of the machine: {param3|2} (reason {param4|3}). {param6|5}',
      '{param1|0} 请求了{param5|4}：{param3|2}（原因代码 {param4|3}）。{param6|5}',
      (event) => [
        {
          kind: 'sys.shutdown',
          text: [
            valueOf(event, 'param5', 4),
            valueOf(event, 'param1', 0),
            valueOf(event, 'param3', 2),
          ]
            .filter((part) => part !== '')
            .join(': '),
        },
      ],
    ),
  ],
}

const bugCheck: ProviderMeanings = {
  names: ['wer-systemerrorreporting', 'bugcheck', 'save dump'],
  events: [
    means(
      1001,
      'The machine restarted from a bug check: {param1|0}. Dump: {param2|1}.',
      '计算机从错误检查（蓝屏）后重新启动：{param1|0}。转储文件：{param2|1}。',
      bugChecked,
    ),
    means(
      1018,
      'The dump file was deleted, since the drive lacks space: {param1|0}.',
      '由于磁盘空间不足，转储文件已被删除：{param1|0}。',
    ),
  ],
}

/** `0x0000007e (0xffffffffc0000005, 0xfffff8…, 0x…, 0x…)`, in the record or inside an export's sentence. */
const BUG_CHECK_WORDS = /(0x[0-9a-f]{1,8})\s*\(([^()]{0,120})\)/i

function bugChecked(event: EventRecord): readonly EventSignal[] {
  const printed = BUG_CHECK_WORDS.exec(valueOf(event, 'param1', 0) || event.message)
  if (!printed) return []
  return [
    {
      kind: 'sys.bug-check',
      bugCheck: codeOf(printed[1] ?? ''),
      parameters: (printed[2] ?? '').split(',').map((part) => part.trim()),
      dump: valueOf(event, 'param2', 1),
    },
  ]
}

export const systemMeanings: readonly ProviderMeanings[] = [
  kernelGeneral,
  kernelPower,
  eventLog,
  user32,
  bugCheck,
]
