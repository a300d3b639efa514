/** Failures in the answer file's configuration passes: driver folders that are not there, passes reported as failed. */
import { canonicalCode, formatCode } from '../codes/code-value.ts'
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

/** What audit.exe returns for a pass that failed, whatever failed it. */
const PASS_FAILED = 0x8030000c

/** A crash within this time before a pass is reported as failed is a rival explanation of it. */
const RIVAL_MS = 10 * 60_000

export function passAttemptAt(facts: Facts, at: UtcMs): Attempt | null {
  return (
    facts.story.attempts.find(
      (one) => (one.kind === 'audit' || one.kind === 'oobe') && at >= one.from && at <= one.to,
    ) ?? null
  )
}

/** The report of the failed pass in the same run: one of another day is about another run. */
function failedAfter(
  facts: Facts,
  at: UtcMs,
  attempt: Attempt | null,
): Timed<'pass.failed'> | null {
  if (!attempt) return null
  return facts.signals('pass.failed').find((one) => one.at >= at && one.at <= attempt.to) ?? null
}

/** A crash between the first missing folder and the report of the failed pass. */
function rivalCrash(facts: Facts, first: UtcMs, failed: Timed<'pass.failed'> | null): Crash | null {
  if (!failed) return null
  return (
    facts.story.crashes.findLast(
      ({ at }) => at >= first && at <= failed.at && failed.at - at <= RIVAL_MS,
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
    // Success names its folder as well.
    const missing = facts
      .signals('pass.driver-path')
      .filter(({ signal }) => isNotFound(signal.code))
    const runs = new Map<string, Timed<'pass.driver-path'>[]>()
    for (const one of missing) {
      const run = passAttemptAt(facts, one.at)?.id ?? ''
      const list = runs.get(run)
      if (list) list.push(one)
      else runs.set(run, [one])
    }
    return [...runs.values()].map((all) => observeMissing(facts, all))
  },
  signatures: [{ id: 'pass.answer-file-path', needle: '<Path>', pattern: /<Path>([^<]+)<\/Path>/ }],
}

/** ERROR_FILE_NOT_FOUND and ERROR_PATH_NOT_FOUND. Other codes say that the folder was there and something else went wrong. */
function isNotFound(code: number): boolean {
  const canonical = canonicalCode(code)
  return canonical === 0x80070002 || canonical === 0x80070003
}

function observeMissing(facts: Facts, all: readonly Timed<'pass.driver-path'>[]): Observation {
  const paths = [...new Set(all.map(({ signal }) => signal.path))]
  const first = all[0] as Timed<'pass.driver-path'>
  const tool = first.signal.tool
  const action = askedBy(facts, tool)
  const pass = passesByTool(facts.signals('pass.action')).get(tool.toUpperCase()) ?? ''
  const attempt = passAttemptAt(facts, first.at)
  const failed = failedAfter(facts, first.at, attempt)
  // The folders are shown to be missing; that they failed the pass is the engineer's inference.
  const explains = failed !== null
  const code = canonicalCode(first.signal.code)
  const printed = `0x${first.signal.code.toString(16).toUpperCase()} ${lookUp(code).name ?? ''}`
  const name = lookUp(code).name ?? formatCode(code)
  const lists = say(paths.join(', '), paths.join('、'))
  const where = pass === '' ? '' : ` in pass ${pass}`
  const crash = rivalCrash(facts, first.at, failed)
  const last = all.findLast(({ at }) => !failed || at <= failed.at) ?? first
  const delay = failed ? duration(failed.at - last.at) : null
  return {
    level: explains ? 'error' : 'warning',
    role: explains ? 'cause' : 'note',
    confidence: explains ? 'suspected' : 'shown',
    message: say(
      `${tool}${where} was told to take drivers from ${lists.en}: ${paths.length === 1 ? 'the folder does' : 'these folders do'} not exist (${printed}).${explains ? ` Shown: the ${paths.length === 1 ? 'folder is' : 'folders are'} missing. Suspected: that this failed the pass.` : ''}`,
      `${tool}${pass === '' ? '' : `（配置阶段 ${pass}）`}被要求从 ${lists.zh} 加载驱动程序，但${paths.length === 1 ? '该文件夹' : '这些文件夹'}不存在（${printed}）。${explains ? '已证实：文件夹不存在。疑似：因此导致配置阶段失败。' : ''}`,
    ),
    clause: say(
      `driver ${paths.length === 1 ? 'folder' : 'folders'} ${lists.en} not found${where} (${name})`,
      `${pass === '' ? '' : `${pass} 阶段`}找不到驱动程序文件夹 ${lists.zh}（${name}）`,
    ),
    codes: [code],
    subject: lists.en,
    at: first.at,
    evidence: [
      ...all.map(({ place }) => place).slice(0, 6),
      ...(action ? [action.place] : []),
      ...answerFileLines(facts, paths),
    ],
    advice: driverPathAdvice(lists, action),
    inFavour: delay
      ? [
          say(
            `The pass is reported as failed ${delay.en} after the last missing folder.`,
            `最后一次找不到文件夹之后 ${delay.zh}，该配置阶段被报告失败。`,
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
  }
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

function driverPathAdvice(
  lists: Localized,
  action: Timed<'pass.action'> | null,
): readonly Localized[] {
  const manifest = action?.signal.manifest ?? ''
  return [
    say(
      `Find who asks for ${lists.en}: DriverPaths of Microsoft-Windows-PnpCustomizationsNonWinPE in the answer file (unattend.xml), the preload scripts${manifest === '' ? '' : `, and the settings of the component manifest ${manifest}`}.`,
      `查明是谁要求加载 ${lists.zh}：应答文件（unattend.xml）中 Microsoft-Windows-PnpCustomizationsNonWinPE 的 DriverPaths、预装脚本${manifest === '' ? '' : `，以及组件清单 ${manifest} 的设置`}。`,
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
  const inner = code === 0 ? '' : `${formatCode(code)}${name ? ` ${name}` : ''}`
  const label = say(inner === '' ? '' : ` (${inner})`, inner === '' ? '' : `（${inner}）`)
  const { tool, pass } = named.signal
  // Its own code for it, in no public list.
  const isOwnWord = code === PASS_FAILED
  return {
    confidence: 'shown',
    message: say(
      `${tool} reports that ${pass === '' ? 'the configuration pass' : `pass ${pass}`} failed${label.en}${isOwnWord ? ' and setup stops' : ''}.${isOwnWord ? ` The code is ${tool}'s own word for "pass failed": it does not name the cause.` : ''}`,
      `${tool} 报告${pass === '' ? '配置阶段' : `配置阶段 ${pass} `}失败${label.zh}${isOwnWord ? '，安装停止' : ''}。${isOwnWord ? '该代码只表示“阶段失败”，并不说明原因。' : ''}`,
    ),
    clause: say(
      `${pass === '' ? 'the configuration pass' : `pass ${pass}`} failed${label.en}`,
      `配置阶段${pass === '' ? '' : ` ${pass} `}失败${label.zh}`,
    ),
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

export const configurationPassRules: readonly Rule[] = [driverPathMissing, passFailed]
