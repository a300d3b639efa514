/** Failures in the answer file's configuration passes: driver folders that are not there, passes reported as failed. */
import { lookUp } from '../codes/look-up.ts'
import type { Timed } from '../derive/materials.ts'
import { passesByTool } from '../derive/pass-attempts.ts'
import type { Attempt, Crash, Place } from '../model/story.ts'
import type { Localized, UtcMs } from '../model/units.ts'
import type { Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { duration } from './wording.ts'

const PASSES_DOC =
  'https://learn.microsoft.com/windows-hardware/manufacture/desktop/how-configuration-passes-work'
const DRIVER_PATHS_DOC =
  'https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/microsoft-windows-pnpcustomizationsnonwinpe-driverpaths'

/** A crash within this time before a pass is reported as failed is a rival explanation of it. */
const RIVAL_MS = 10 * 60_000

function passAttemptAt(facts: Facts, at: UtcMs): Attempt | null {
  return (
    facts.story.attempts.find(
      (one) => (one.kind === 'audit' || one.kind === 'oobe') && at >= one.from && at <= one.to,
    ) ?? null
  )
}

function failedAfter(facts: Facts, at: UtcMs): Timed<'pass.failed'> | null {
  return facts.signals('pass.failed').find((one) => one.at >= at) ?? null
}

/** A crash between the last missing folder and the report of the failed pass. */
function rivalCrash(facts: Facts, failed: Timed<'pass.failed'> | null): Crash | null {
  if (!failed) return null
  return (
    facts.story.crashes.find(
      (crash) => crash.at <= failed.at && failed.at - crash.at <= RIVAL_MS,
    ) ?? null
  )
}

/** The lines that say who was told to look: the action queue's command of that tool. */
function askedBy(facts: Facts, tool: string): Timed<'pass.action'> | null {
  const image = tool.toUpperCase()
  return (
    facts
      .signals('pass.action')
      .find(({ signal }) => signal.command.toUpperCase().endsWith(image)) ?? null
  )
}

const driverPathMissing: Rule = {
  id: 'pass.driver-path-missing',
  title: say('Driver folder of the answer file is missing', '应答文件指定的驱动程序文件夹不存在'),
  level: 'error',
  role: 'cause',
  docs: DRIVER_PATHS_DOC,
  find(facts) {
    const all = facts.signals('pass.driver-path')
    if (all.length === 0) return []
    const paths = [...new Set(all.map(({ signal }) => signal.path))]
    const first = all[0] as Timed<'pass.driver-path'>
    const tool = first.signal.tool
    const action = askedBy(facts, tool)
    const passes = passesByTool(facts.signals('pass.action'))
    const pass = passes.get(tool.toUpperCase()) ?? ''
    const failed = failedAfter(facts, first.at)
    const attempt = passAttemptAt(facts, first.at)
    // The folders are shown to be missing; that they failed the pass is the engineer's inference.
    const explains = failed !== null
    const code = first.signal.code === 0 ? 0x80070003 : codeOf(first)
    const { name } = lookUp(code)
    const list = paths.join(', ')
    const where = pass === '' ? '' : ` in pass ${pass}`
    const crash = rivalCrash(facts, failed)
    return [
      {
        level: explains ? 'error' : 'warning',
        role: explains ? 'cause' : 'note',
        confidence: explains ? 'suspected' : 'shown',
        message: say(
          `${tool}${where} was told to take drivers from ${list}: ${paths.length === 1 ? 'the folder does' : 'these folders do'} not exist (0x${first.signal.code.toString(16).toUpperCase()} ${name ?? ''}).${explains ? ' Shown: the folders are missing. Suspected: that this failed the pass.' : ''}`,
          `${tool}${pass === '' ? '' : `（配置阶段 ${pass}）`}被要求从 ${list} 加载驱动程序，但${paths.length === 1 ? '该文件夹' : '这些文件夹'}不存在（0x${first.signal.code.toString(16).toUpperCase()} ${name ?? ''}）。${explains ? '已证实：文件夹不存在。疑似：因此导致配置阶段失败。' : ''}`,
        ),
        clause: say(
          `driver ${paths.length === 1 ? 'folder' : 'folders'} ${list} not found${where} (${name ?? 'ERROR_PATH_NOT_FOUND'})`,
          `${pass === '' ? '' : `${pass} 阶段`}找不到驱动程序文件夹 ${list}（${name ?? 'ERROR_PATH_NOT_FOUND'}）`,
        ),
        codes: [code],
        subject: list,
        at: first.at,
        evidence: [
          ...all.map(({ place }) => place).slice(0, 6),
          ...(action ? [action.place] : []),
          ...answerFileLines(facts, paths),
        ],
        advice: driverPathAdvice(paths, action),
        inFavour: failed
          ? [
              say(
                `The pass is reported as failed ${duration(failed.at - (all.at(-1)?.at ?? first.at)).en} after the last missing folder.`,
                `最后一次找不到文件夹之后 ${duration(failed.at - (all.at(-1)?.at ?? first.at)).zh}，该配置阶段被报告失败。`,
              ),
            ]
          : [],
        against: crash
          ? [
              say(
                `Rival: the machine crashed ${duration((failed?.at ?? crash.at) - crash.at).en} before the pass was reported as failed; "system is in an invalid state" may be the next start finding the pass interrupted.`,
                `另一种解释：在该阶段被报告失败之前 ${duration((failed?.at ?? crash.at) - crash.at).zh}系统发生了蓝屏；“system is in an invalid state”也可能只是下次启动时发现阶段被中断。`,
              ),
            ]
          : [],
        attempt: attempt?.id ?? '',
      },
    ]
  },
  signatures: [{ id: 'pass.answer-file-path', needle: '<Path>', pattern: /<Path>([^<]+)<\/Path>/ }],
}

/** Lines of an answer file in the bundle that name one of the missing folders. */
function answerFileLines(facts: Facts, paths: readonly string[]): readonly Place[] {
  const wanted = new Set(paths.map((path) => path.toLowerCase()))
  return facts
    .hits('pass.answer-file-path')
    .filter(({ groups }) => wanted.has((groups[1] ?? '').trim().toLowerCase()))
    .map(({ place }) => place)
    .slice(0, 4)
}

function codeOf(timed: Timed<'pass.driver-path'>): number {
  const code = timed.signal.code
  return code <= 0xffff ? (0x80070000 | code) >>> 0 : code
}

function driverPathAdvice(
  paths: readonly string[],
  action: Timed<'pass.action'> | null,
): readonly Localized[] {
  const manifest = action?.signal.manifest ?? ''
  return [
    say(
      `Find who asks for ${paths.join(', ')}: DriverPaths of Microsoft-Windows-PnpCustomizationsNonWinPE in the answer file (unattend.xml), the preload scripts${manifest === '' ? '' : `, and the settings of the component manifest ${manifest}`}.`,
      `查明是谁要求加载 ${paths.join('、')}：应答文件（unattend.xml）中 Microsoft-Windows-PnpCustomizationsNonWinPE 的 DriverPaths、预装脚本${manifest === '' ? '' : `，以及组件清单 ${manifest} 的设置`}。`,
    ),
    say(
      'On the image, check whether the folder was there before audit mode started (removed, renamed, or on a volume that is no longer mounted).',
      '检查镜像中该文件夹在进入审核模式之前是否存在（是否被清理、改名，或位于已卸载的卷上）。',
    ),
  ]
}

const passFailed: Rule = {
  id: 'pass.failed',
  title: say('A configuration pass failed', '配置阶段失败'),
  level: 'error',
  role: 'outcome',
  docs: PASSES_DOC,
  find(facts) {
    const all = facts.signals('pass.failed')
    if (all.length === 0) return []
    // One run reports the same failure in several lines within a moment.
    const groups: [Timed<'pass.failed'>, ...Timed<'pass.failed'>[]][] = []
    for (const one of all) {
      const group = groups.at(-1)
      const last = group?.at(-1)
      if (group && last && last.file === one.file && Math.abs(one.at - last.at) < RIVAL_MS)
        group.push(one)
      else groups.push([one])
    }
    return groups.map(([first, ...more]) => observeFailedPass(facts, first, more))
  },
}

function observeFailedPass(
  facts: Facts,
  first: Timed<'pass.failed'>,
  more: readonly Timed<'pass.failed'>[],
): Observation {
  const group = [first, ...more]
  const named = group.find(({ signal }) => signal.pass !== '') ?? first
  const coded = group.find(({ signal }) => signal.code !== 0)
  const code = coded?.signal.code ?? 0
  const { name } = lookUp(code, { source: 'audit' })
  const label =
    code === 0
      ? ''
      : ` (0x${code.toString(16).toUpperCase().padStart(8, '0')}${name ? ` ${name}` : ''})`
  const labelZh = label.replace(' (', '（').replace(')', '）')
  const pass = named.signal.pass
  return {
    confidence: 'shown',
    message: say(
      `${named.signal.tool} reports that ${pass === '' ? 'the configuration pass' : `pass ${pass}`} failed${label} and setup stops. The code is ${named.signal.tool}'s own word for "pass failed": it does not name the cause.`,
      `${named.signal.tool} 报告${pass === '' ? '配置阶段' : `配置阶段 ${pass} `}失败${labelZh}，安装停止。该代码只表示“阶段失败”，并不说明原因。`,
    ),
    clause: say(`pass ${pass} failed${label}`, `配置阶段 ${pass} 失败${labelZh}`),
    codes: code === 0 ? [] : [code],
    subject: pass,
    at: named.at,
    evidence: [named.place, ...group.filter((one) => one !== named).map(({ place }) => place)],
    advice: [
      say(
        'If a message box was seen and not a blue screen, ask what followed when it was closed: a blue screen, a restart, or a rollback.',
        '如果现场看到的是消息框而不是蓝屏，请确认关闭消息框之后发生了什么：蓝屏、重启，还是回滚。',
      ),
    ],
    attempt: passAttemptAt(facts, named.at)?.id ?? '',
  }
}

const rebootRefused: Rule = {
  id: 'pass.reboot-refused',
  title: say('A restart was refused because one was under way', '系统正在关机，重启请求被拒绝'),
  level: 'note',
  role: 'consequence',
  docs: PASSES_DOC,
  find(facts) {
    return facts.signals('pass.reboot-failed').map(({ signal, at, place }) => ({
      confidence: 'shown' as const,
      message: say(
        `${signal.tool} could not start a restart: ${facts.named(signal.code)}. A shutdown was already in progress: this follows from it and is not a cause.`,
        `${signal.tool} 无法发起重启：${facts.named(signal.code)}。系统当时已在关机过程中：这是后果，不是原因。`,
      ),
      codes: [signal.code],
      subject: signal.tool,
      at,
      evidence: [place],
      attempt: passAttemptAt(facts, at)?.id ?? '',
    }))
  },
}

/** The crash as the rival of the pass's own explanation, told where it stands between the two. */
const crashDuringPass: Rule = {
  id: 'pass.crash-during-pass',
  title: say('The machine crashed during a configuration pass', '配置阶段期间系统蓝屏'),
  level: 'error',
  role: 'cause',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2',
  find(facts) {
    return facts.story.crashes.flatMap((crash): readonly Observation[] => {
      const attempt = passAttemptAt(facts, crash.at)
      if (!attempt) return []
      const before = facts.signals('pass.driver-path').findLast((one) => one.at <= crash.at) ?? null
      const after = facts.signals('pass.failed').find((one) => one.at >= crash.at) ?? null
      const back = facts.story.boots.find((boot) => boot.at > crash.at) ?? null
      return [observeCrash(crash, attempt, before, after, back?.place ?? null)]
    })
  },
}

function observeCrash(
  crash: Crash,
  attempt: Attempt,
  before: Timed<'pass.driver-path'> | null,
  after: Timed<'pass.failed'> | null,
  back: Place | null,
): Observation {
  const { name } = lookUp(crash.bugCheck, { family: 'bugcheck' })
  const label = `0x${crash.bugCheck.toString(16).toUpperCase()} ${name ?? ''}`.trim()
  const sincePath = before ? duration(crash.at - before.at) : null
  const toFailure = after ? duration(after.at - crash.at) : null
  const uptime = Number.isNaN(crash.uptimeMs) ? null : (crash.uptimeMs / 1000).toFixed(1)
  return {
    confidence: 'suspected',
    message: say(
      `Rival explanation: bug check ${label}${uptime ? ` ${uptime} s after the start of the machine` : ''}${sincePath ? `, ${sincePath.en} after the last missing driver folder` : ''}${toFailure ? ` and ${toFailure.en} before the pass was reported as failed` : ''}. It may have interrupted the pass; the crash is a story of its own.`,
      `另一种解释：错误检查（蓝屏）${label}${uptime ? `，发生在开机 ${uptime} 秒后` : ''}${sincePath ? `、最后一次找不到驱动程序文件夹之后 ${sincePath.zh}` : ''}${toFailure ? `、阶段被报告失败之前 ${toFailure.zh}` : ''}。它可能中断了该阶段；蓝屏本身是另一条线索。`,
    ),
    codes: [],
    subject: label,
    at: crash.at,
    evidence: [crash.place, ...(after ? [after.place] : []), ...(back ? [back] : [])],
    inFavour: after
      ? [
          say(
            'The lines that report the failed pass belong to the start of the machine after the crash.',
            '报告阶段失败的日志行属于蓝屏之后的那次启动。',
          ),
        ]
      : [],
    against: before
      ? [
          say(
            'The driver folders were missing before the crash, in an earlier run of the same pass too.',
            '蓝屏之前（包括更早一次运行）就已经找不到驱动程序文件夹。',
          ),
        ]
      : [],
    advice: [
      say(
        'If what was seen was a message box and not a blue screen, the dump does not explain the failure: look at the driver folders first.',
        '如果现场看到的是消息框而不是蓝屏，则转储文件不能解释本次失败：请先查驱动程序文件夹。',
      ),
    ],
    attempt: attempt.id,
  }
}

export const configurationPassRules: readonly Rule[] = [
  driverPathMissing,
  crashDuringPass,
  rebootRefused,
  passFailed,
]
