import type { Localized } from '../model/units.ts'

/*
 * Words that logs use for states and phases, explained. Not codes, but read in the same place: a
 * hover.
 *
 * Sources: the passes from
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/how-configuration-passes-work;
 * the phases and the states as setupact.log and CBS.log print them. The vendor explains no execute
 * state, so those texts say only what the lines around them show.
 */
export type TermKind = 'execute-state' | 'package-state' | 'configuration-pass' | 'setup-phase'

export type TermMeaning = Localized & { readonly kind: TermKind }

type Row = readonly [term: string, en: string, zh: string]

const EXECUTE_STATES: readonly Row[] = [
  ['ExecuteStateNone', 'No servicing work is pending.', '没有挂起的服务操作。'],
  ['CbsExecuteStateNone', 'No servicing work is pending.', '没有挂起的服务操作。'],
  [
    'CbsExecuteStateResolvePending',
    'Pending servicing work is being resolved: which packages and components are to change.',
    '正在解析挂起的服务操作：确定要更改的程序包和组件。',
  ],
  [
    'CbsExecuteStateStageDrivers',
    'The driver packages of the update are being staged (copied into the driver store and registered).',
    '正在暂存更新中的驱动程序包（复制到驱动程序存储并注册）。',
  ],
  ['CbsExecuteStateStage', 'The contents of the update are being staged.', '正在暂存更新内容。'],
  [
    'CbsExecuteStatePrimitives',
    'The basic work is being done: files and registry keys are put in place.',
    '正在执行基本操作：放置文件和注册表项。',
  ],
  [
    'CbsExecuteStateInstallDrivers',
    'The driver packages of the update are being installed.',
    '正在安装更新中的驱动程序包。',
  ],
  [
    'CbsExecuteStateDeviceInstalls',
    'Devices are being installed with the new drivers.',
    '正在用新驱动程序安装设备。',
  ],
  ['CbsExecuteStateComplete', 'The servicing work is complete.', '服务操作已完成。'],
  [
    'CbsExecuteStateFailed',
    'The servicing work failed; rollback follows.',
    '服务操作失败，随后回退。',
  ],
  [
    'CbsExecuteStateInitiateRollback',
    'Rollback of the servicing work begins.',
    '开始回退服务操作。',
  ],
  ['CbsExecuteStateFlagRollback', 'Flag: the work is being rolled back.', '标志：正在回退。'],
  [
    'CbsExecuteStateFlagDriversFailed',
    'Flag: driver operations failed.',
    '标志：驱动程序操作失败。',
  ],
  [
    'CbsExecuteStateFlagAdvancedInstallersFailed',
    'Flag: an advanced installer failed.',
    '标志：高级安装程序失败。',
  ],
]

const PACKAGE_STATES: readonly Row[] = [
  ['Absent', 'The package is not on the machine.', '本机没有该程序包。'],
  ['Resolving', 'What the package needs is being worked out.', '正在解析程序包的依赖。'],
  [
    'Resolved',
    'What the package needs is known; its files are not here yet.',
    '依赖已解析，文件尚未到位。',
  ],
  [
    'Staging',
    'The files of the package are being put into the component store.',
    '正在把文件放入组件存储。',
  ],
  [
    'Staged',
    'The files are in the component store; the package is not installed.',
    '文件已在组件存储中，程序包尚未安装。',
  ],
  [
    'Install Pending',
    'The installation will be finished at the next restart.',
    '将在下次重启时完成安装。',
  ],
  ['Installed', 'The package is installed.', '程序包已安装。'],
  ['Partially Installed', 'Only part of the package is installed.', '程序包只安装了一部分。'],
  ['Superseded', 'A newer package took the place of this one.', '已被更新的程序包取代。'],
  ['Permanent', 'The package is installed and cannot be removed.', '程序包已安装且不可卸载。'],
  [
    'Uninstall Pending',
    'The removal will be finished at the next restart.',
    '将在下次重启时完成卸载。',
  ],
  ['Invalid', 'The package cannot be used.', '程序包无效。'],
]

const CONFIGURATION_PASSES: readonly Row[] = [
  [
    'windowsPE',
    'Configuration pass in WinPE: disks, choice of image, drivers for WinPE.',
    '在 WinPE 中运行的配置阶段：磁盘、选择映像、WinPE 驱动程序。',
  ],
  [
    'offlineServicing',
    'Configuration pass on the offline image: packages and drivers are added.',
    '对脱机映像的配置阶段：添加程序包和驱动程序。',
  ],
  [
    'generalize',
    'Configuration pass of sysprep /generalize: what is specific to the machine is removed.',
    'sysprep /generalize 的配置阶段：移除与本机相关的信息。',
  ],
  [
    'specialize',
    'Configuration pass at the first start of the applied image: the machine gets its own settings.',
    '应用映像后首次启动的配置阶段：写入本机专有设置。',
  ],
  [
    'auditSystem',
    'Configuration pass in audit mode, before a user logs on (as SYSTEM).',
    '审核模式下用户登录之前的配置阶段（SYSTEM 身份）。',
  ],
  [
    'auditUser',
    'Configuration pass in audit mode, after the built-in Administrator has logged on.',
    '审核模式下内置管理员登录之后的配置阶段。',
  ],
  [
    'oobeSystem',
    'Configuration pass before the Welcome pages (OOBE).',
    '欢迎界面（OOBE）之前的配置阶段。',
  ],
]

const SETUP_PHASES: readonly Row[] = [
  ['Downlevel', 'In the old Windows, before the first restart.', '仍在旧系统中，尚未第一次重启。'],
  ['Pre-Finalize', 'In the old Windows, before finalizing.', '仍在旧系统中，收尾之前。'],
  [
    'Finalize',
    'In the old Windows: the last preparations before the first restart.',
    '仍在旧系统中，第一次重启前的最后准备。',
  ],
  [
    'Safe OS',
    'In the recovery environment (WinPE), after the first restart: the image is applied and data are moved.',
    '第一次重启后，在恢复环境（WinPE）中应用映像、移动数据。',
  ],
  ['Pre First Boot', 'Before the new Windows starts for the first time.', '新系统首次启动之前。'],
  [
    'Pre SysPrep',
    'First boot of the new Windows, before sysprep.',
    '新系统首次启动，sysprep 之前。',
  ],
  [
    'Post SysPrep',
    'First boot of the new Windows, after sysprep.',
    '新系统首次启动，sysprep 之后。',
  ],
  ['Post First Boot', 'End of the first boot of the new Windows.', '新系统首次启动结束。'],
  ['Pre OOBE Boot', 'Before the second boot of the new Windows.', '新系统第二次启动之前。'],
  ['Pre OOBE', 'Second boot of the new Windows, before OOBE.', '新系统第二次启动，OOBE 之前。'],
  ['Post OOBE', 'Second boot of the new Windows, after OOBE.', '新系统第二次启动，OOBE 之后。'],
  ['Post OOBE Boot', 'After the second boot of the new Windows.', '新系统第二次启动之后。'],
  ['End', 'Setup has come to its end.', '安装流程结束。'],
  ['SetupPhaseUnknown', 'Setup has not yet found out its phase.', '安装程序尚未确定阶段。'],
  ['SetupPhaseUnpack', 'The setup files are being unpacked.', '正在解压安装文件。'],
  [
    'SetupPhasePrepare',
    'Setup is preparing: compatibility, updates, disk space.',
    '正在准备：兼容性、更新、磁盘空间。',
  ],
  [
    'SetupPhaseInstall',
    'Setup is installing, still in the old Windows.',
    '正在安装，仍在旧系统中。',
  ],
  ['SetupPhaseFinalize', 'Setup is finalizing before the first restart.', '第一次重启前的收尾。'],
  [
    'SetupPhasePostFinalize',
    'Setup is ready for the first restart, or past it.',
    '收尾之后，等待或已经过第一次重启。',
  ],
  ['SetupPhaseError', 'Setup has failed and is handling the error.', '安装失败，正在处理错误。'],
]

let terms: ReadonlyMap<string, TermMeaning> | null = null

function allTerms(): ReadonlyMap<string, TermMeaning> {
  if (terms !== null) return terms
  const map = new Map<string, TermMeaning>()
  const add = (kind: TermKind, rows: readonly Row[]) => {
    for (const [term, en, zh] of rows) map.set(key(term), { kind, en, zh })
  }
  add('execute-state', EXECUTE_STATES)
  add('package-state', PACKAGE_STATES)
  add('configuration-pass', CONFIGURATION_PASSES)
  add('setup-phase', SETUP_PHASES)
  terms = map
  return map
}

/** Logs write `Safe OS`, `SafeOS` and `safe_os`, `Install Pending` and `InstallPending`. */
function key(term: string): string {
  return term.toLowerCase().replace(/[\s_-]+/g, '')
}

/** Every term that has an explanation, in the spelling of the tables above. */
export function knownTerms(): readonly string[] {
  return [...EXECUTE_STATES, ...PACKAGE_STATES, ...CONFIGURATION_PASSES, ...SETUP_PHASES].map(
    ([term]) => term,
  )
}

/** A state or phase as a log prints it -> what it means, or null. `A | B` gives both texts. */
export function explainTerm(term: string): TermMeaning | null {
  const parts = term.split('|').flatMap((part) => allTerms().get(key(part)) ?? [])
  const first = parts[0]
  if (first === undefined) return null
  return {
    kind: first.kind,
    en: parts.map(({ en }) => en).join(' '),
    zh: parts.map(({ zh }) => zh).join(''),
  }
}
