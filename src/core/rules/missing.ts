/** What the verdict would need next: which evidence is absent, where it lies on the machine, and how to get it. */
import type { MissingEvidence } from '../model/finding.ts'
import type { Attempt } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { hasFailed, type Facts } from './facts.ts'
import { say } from './rule.ts'

const COPY: Localized = say(
  'Copy it from an elevated prompt and add it to this bundle.',
  '以管理员身份复制出来，加入本日志包。',
)

interface Want {
  readonly what: Localized
  readonly where: readonly string[]
  readonly why: Localized
  readonly how: Localized
  /** True where the bundle holds it. */
  readonly has: (facts: Facts) => boolean
}

const hasPath =
  (pattern: RegExp) =>
  (facts: Facts): boolean =>
    facts.story.files.some((file) => pattern.test(`/${file.path}`))

const hasDump = (facts: Facts): boolean =>
  facts.story.crashes.some((crash) => crash.dumpKind !== 'none') || hasPath(/\.dmp$/i)(facts)

const WANTED_BY_UPGRADE: readonly Want[] = [
  {
    what: say('The rollback folder with its setupact.log', 'Rollback 文件夹及其中的 setupact.log'),
    where: ['%SystemDrive%\\$Windows.~BT\\Sources\\Rollback', '%windir%\\Panther\\NewOS\\Rollback'],
    why: say(
      'It names the state that setup rolled back from, and the crash if there was one.',
      '其中记录回滚发生时所处的阶段，以及是否发生过蓝屏。',
    ),
    how: COPY,
    has: (facts) =>
      hasPath(/\/rollback[^/]*\//i)(facts) || facts.signals('rollback.begin').length > 0,
  },
  {
    what: say('The crash dump of setup (setupmem.dmp)', '安装过程的转储文件（setupmem.dmp）'),
    where: [
      '%SystemDrive%\\$Windows.~BT\\Sources\\Rollback\\setupmem.dmp',
      '%windir%\\Panther\\NewOS\\Rollback\\setupmem.dmp',
      '%windir%\\MEMORY.DMP',
      '%windir%\\Minidump',
    ],
    why: say(
      'Its stack names the driver that crashed.',
      '其中的调用堆栈能指明导致蓝屏的驱动程序。',
    ),
    how: COPY,
    has: hasDump,
  },
  {
    what: say('setupact.log of the down-level phase', '下层（Downlevel）阶段的 setupact.log'),
    where: [
      '%SystemDrive%\\$Windows.~BT\\Sources\\Panther\\setupact.log',
      '%windir%\\Panther\\setupact.log',
    ],
    why: say(
      'It holds the plan, the operations and the codes before the restart.',
      '其中记录重启之前的计划、操作和错误代码。',
    ),
    how: COPY,
    has: (facts) =>
      facts.signals('setup.track-phase-begin').length > 0 ||
      facts.signals('setup.phase-change').length > 0,
  },
  {
    what: say('setupapi.dev.log of the rollback folder', 'Rollback 文件夹中的 setupapi.dev.log'),
    where: ['%SystemDrive%\\$Windows.~BT\\Sources\\Rollback\\setupapi\\setupapi.dev.log'],
    why: say(
      'It shows which drivers were installed and which failed.',
      '可以看到哪些驱动程序已安装、哪些失败。',
    ),
    how: COPY,
    has: hasPath(/setupapi[^/]*\.log$/i),
  },
]

const WANTED_BY_UPDATE: readonly Want[] = [
  {
    what: say('setupapi.dev.log', 'setupapi.dev.log'),
    where: ['%windir%\\INF\\setupapi.dev.log'],
    why: say(
      'It says why the driver store refused a driver of the update.',
      '可以看到驱动程序存储拒绝更新中驱动程序的原因。',
    ),
    how: COPY,
    has: hasPath(/setupapi\.dev[^/]*\.log$/i),
  },
  {
    what: say('Process Monitor boot log (.pml)', 'Process Monitor 启动日志（.pml）'),
    where: ['%windir%\\Procmon.pmb', '*.pml'],
    why: say(
      'The logs do not hold why the registry refused the write: only a trace of that restart does.',
      '日志中没有注册表拒绝写入的原因，只有对该次重启的跟踪才能看到。',
    ),
    how: say(
      'Install the update; before restarting choose Options > Enable Boot Logging in Process Monitor; restart; save the boot log.',
      '安装更新；重启之前在 Process Monitor 中选择 Options > Enable Boot Logging；重启后保存启动日志。',
    ),
    has: hasPath(/\.pml$/i),
  },
  {
    what: say('WPR boot trace (.etl)', 'WPR 启动跟踪（.etl）'),
    where: ['*.etl'],
    why: say(
      'It shows which driver or agent was at work while the drivers of the update were staged.',
      '可以看到暂存更新驱动程序时有哪些驱动或安全软件在活动。',
    ),
    how: say(
      'wpr -boottrace -addboot GeneralProfile -filemode, restart, then wpr -boottrace -stopboot trace.etl',
      '执行 wpr -boottrace -addboot GeneralProfile -filemode，重启后执行 wpr -boottrace -stopboot trace.etl',
    ),
    has: hasPath(/boot[^/]*\.etl$/i),
  },
  {
    what: say('The DRIVERS registry hive', 'DRIVERS 注册表配置单元'),
    where: ['%windir%\\System32\\config\\DRIVERS'],
    why: say(
      'The driver database that refused the object: compare it with a good machine of the same build.',
      '拒绝该对象的驱动程序数据库：与同版本的正常机器对比。',
    ),
    how: say(
      'reg save HKLM\\DRIVERS drivers.hiv (the hive is loaded while drivers are serviced), or copy the file offline.',
      '执行 reg save HKLM\\DRIVERS drivers.hiv（维护驱动时才会加载），或离线复制该文件。',
    ),
    has: hasPath(/drivers\.hiv$|config\/drivers$/i),
  },
]

const WANTED_BY_PASS: readonly Want[] = [
  {
    what: say('The answer file (unattend.xml)', '应答文件（unattend.xml）'),
    where: [
      '%windir%\\Panther\\unattend.xml',
      '%windir%\\Panther\\Unattend\\unattend.xml',
      '%windir%\\System32\\Sysprep\\unattend.xml',
    ],
    why: say(
      'It says which driver paths and commands the pass was told to use.',
      '其中写明该阶段要使用的驱动程序路径和命令。',
    ),
    how: COPY,
    has: hasPath(/(unattend|autounattend)[^/]*\.xml$/i),
  },
  {
    what: say('The Panther folder of Windows', 'Windows 的 Panther 文件夹'),
    where: ['%windir%\\Panther'],
    why: say('Setup of the image before audit mode.', '进入审核模式之前的安装过程。'),
    how: COPY,
    has: hasPath(/\/panther\/setupact\.log$|^\/setupact\.log$/i),
  },
  {
    what: say('Panther of the setup source', '安装源的 Panther 文件夹'),
    where: ['%SystemDrive%\\$Windows.~BT\\Sources\\Panther'],
    why: say(
      'If setup was run from this folder, its first phases are logged here.',
      '如果从该处运行安装程序，最初的阶段记录在这里。',
    ),
    how: COPY,
    has: hasPath(/~BT\/Sources\/Panther\/setupact/i),
  },
  {
    what: say('setupapi logs of the setup source', '安装源的 setupapi 日志'),
    where: [
      '%SystemDrive%\\$Windows.~BT\\Sources\\Panther\\setupapi',
      '%windir%\\INF\\setupapi.dev.log',
    ],
    why: say('They show what became of each driver package.', '可以看到每个驱动程序包的处理结果。'),
    how: COPY,
    has: hasPath(/setupapi[^/]*\.log$/i),
  },
  {
    what: say('The rollback folder', 'Rollback 文件夹'),
    where: ['%SystemDrive%\\$Windows.~BT\\Sources\\Rollback'],
    why: say(
      'It shows whether setup rolled back, and from which state.',
      '可以看到是否发生回滚，以及从哪个阶段回滚。',
    ),
    how: COPY,
    has: hasPath(/\/rollback[^/]*\//i),
  },
]

const CRASH_DUMP: Want = {
  what: say('The crash dump', '转储文件'),
  where: ['%windir%\\MEMORY.DMP', '%windir%\\Minidump', '%windir%\\LiveKernelReports'],
  why: say(
    'A crash is logged, but its dump is not in the bundle: its stack names the driver.',
    '日志记录了蓝屏，但日志包中没有转储文件：需要其中的调用堆栈来确定驱动程序。',
  ),
  how: COPY,
  has: hasDump,
}

const WANTED: Partial<Record<Attempt['kind'], readonly Want[]>> = {
  upgrade: WANTED_BY_UPGRADE,
  update: WANTED_BY_UPDATE,
  audit: WANTED_BY_PASS,
  oobe: WANTED_BY_PASS,
}

/** Nothing is asked for where nothing failed. `attempt` is the one that the verdict is about. */
export function missingEvidence(facts: Facts, attempt: Attempt | null): readonly MissingEvidence[] {
  const wants: Want[] = []
  if (attempt && needsMore(attempt)) wants.push(...wantedBy(facts, attempt))
  if (facts.story.crashes.length > 0 && !wants.some((want) => want.has === hasDump))
    wants.push(CRASH_DUMP)
  return wants
    .filter((want) => !want.has(facts))
    .map(({ what, where, why, how }) => ({ what, where, why, how }))
}

/** Setup without a logged end may have been rolled back: the logs of that lie elsewhere. */
function needsMore(attempt: Attempt): boolean {
  return hasFailed(attempt) || (attempt.kind === 'upgrade' && attempt.outcome === 'unfinished')
}

/** Traces and the driver database only help where a driver of the update failed. */
function wantedBy(facts: Facts, attempt: Attempt): readonly Want[] {
  const wanted = WANTED[attempt.kind] ?? []
  if (attempt.kind !== 'update') return wanted
  const byDriver = facts.story.sessions.some(
    (session) =>
      attempt.sessions.includes(session.id) &&
      session.driverQueues.some((queue) => queue.outcome === 'failed'),
  )
  return byDriver ? wanted : wanted.slice(0, 1)
}
