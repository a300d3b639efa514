import type { Localized } from '../model/units.ts'

/**
 * The extend code of Windows Setup, the second number in `0xC1900101 - 0x40017`: the phase in bits
 * 16 to 19, the operation in the low bits. A rollback log states the same two numbers in decimal
 * (`Current phase : 2`, `Current op    : 12` is 0x2000C).
 * https://learn.microsoft.com/windows/deployment/upgrade/upgrade-error-codes
 */
export type ExtendMeaning = {
  readonly value: number
  /** `0x40017`, as the field writes it. */
  readonly hex: string
  readonly phaseDigit: number
  /** The vendor's constant, null for a digit outside its table. */
  readonly phase: string | null
  readonly phaseText: Localized
  readonly operationNumber: number
  readonly operation: string | null
  readonly operationText: Localized
  /** What makes the reading uncertain. */
  readonly caution?: Localized
}

export function extendCode(phase: number, operation: number): number {
  return ((phase << 16) | operation) >>> 0
}

/** `0x40017`: no padding, digits in upper case. */
export function formatExtend(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase()}`
}

type Phase = { readonly name: string; readonly en: string; readonly zh: string }

const PHASES: readonly (Phase | undefined)[] = [
  { name: 'UNKNOWN', en: 'Phase not stated', zh: '未记录阶段' },
  {
    name: 'DOWNLEVEL',
    en: 'Down-level: in the old Windows, before the first restart',
    zh: '下层（Downlevel）阶段：仍在旧系统中，尚未第一次重启',
  },
  {
    name: 'SAFE_OS',
    en: 'SafeOS: in the recovery environment (WinPE), after the first restart',
    zh: 'SafeOS 阶段：第一次重启后，在恢复环境（WinPE）中',
  },
  { name: 'FIRST_BOOT', en: 'First boot of the new Windows', zh: '新系统首次启动阶段' },
  {
    name: 'OOBE_BOOT',
    en: 'Second boot (OOBE boot) of the new Windows',
    zh: '新系统第二次启动（OOBE 启动）阶段',
  },
  {
    name: 'UNINSTALL',
    en: 'Uninstall (version 1607 table), or finalizing down-level in newer builds',
    zh: '卸载（1607 版表格），新版本中为下层收尾（Finalize）',
  },
]

const CAUTION_UNINSTALL_OR_FINALIZE: Localized = {
  en: 'The published table, written for version 1607, calls phase 5 "uninstall". Newer builds print 5 for failures while the down-level part is being finalized. Trust the phase that the log itself names.',
  zh: '公开的表格针对 1607 版，把阶段 5 称为“卸载”；较新的版本在下层阶段收尾（Finalize）失败时也写 5。以日志自己写明的阶段为准。',
}
const CAUTION_UNKNOWN_PHASE: Localized = {
  en: 'This phase digit is not in the published table. Trust the phase that the log itself names.',
  zh: '公开的表格中没有这个阶段数字，以日志自己写明的阶段为准。',
}

/**
 * Index = operation number. INSTALL_DRVIERS is misspelt in the product and in its documentation.
 */
const OPERATIONS: readonly Phase[] = [
  { name: 'UNKNOWN', en: 'operation not stated', zh: '未记录操作' },
  { name: 'COPY_PAYLOAD', en: 'copying the setup files', zh: '复制安装文件' },
  { name: 'DOWNLOAD_UPDATES', en: 'downloading updates', zh: '下载更新' },
  { name: 'INSTALL_UPDATES', en: 'installing updates', zh: '安装更新' },
  {
    name: 'INSTALL_RECOVERY_ENVIRONMENT',
    en: 'installing the recovery environment (WinRE)',
    zh: '安装恢复环境（WinRE）',
  },
  { name: 'INSTALL_RECOVERY_IMAGE', en: 'installing the recovery image', zh: '安装恢复映像' },
  { name: 'REPLICATE_OC', en: 'carrying over optional components', zh: '迁移可选组件' },
  { name: 'INSTALL_DRVIERS', en: 'installing drivers', zh: '安装驱动程序' },
  { name: 'PREPARE_SAFE_OS', en: 'preparing SafeOS', zh: '准备 SafeOS' },
  { name: 'PREPARE_ROLLBACK', en: 'preparing rollback', zh: '准备回退' },
  { name: 'PREPARE_FIRST_BOOT', en: 'preparing the first boot', zh: '准备首次启动' },
  { name: 'PREPARE_OOBE_BOOT', en: 'preparing the OOBE boot', zh: '准备 OOBE 启动' },
  { name: 'APPLY_IMAGE', en: 'applying the Windows image', zh: '应用系统映像' },
  { name: 'MIGRATE_DATA', en: 'migrating data', zh: '迁移数据' },
  { name: 'SET_PRODUCT_KEY', en: 'setting the product key', zh: '设置产品密钥' },
  { name: 'ADD_UNATTEND', en: 'adding the answer file', zh: '添加应答文件' },
  { name: 'ADD_DRIVER', en: 'adding a driver', zh: '添加驱动程序' },
  { name: 'ENABLE_FEATURE', en: 'enabling a feature', zh: '启用功能' },
  { name: 'DISABLE_FEATURE', en: 'disabling a feature', zh: '禁用功能' },
  { name: 'REGISTER_ASYNC_PROCESS', en: 'registering an asynchronous process', zh: '注册异步进程' },
  { name: 'REGISTER_SYNC_PROCESS', en: 'registering a synchronous process', zh: '注册同步进程' },
  { name: 'CREATE_FILE', en: 'creating a file', zh: '创建文件' },
  { name: 'CREATE_REGISTRY', en: 'writing the registry', zh: '写入注册表' },
  { name: 'BOOT', en: 'starting the system', zh: '系统启动' },
  { name: 'SYSPREP', en: 'sysprep', zh: 'sysprep' },
  { name: 'OOBE', en: 'OOBE', zh: 'OOBE' },
  { name: 'BEGIN_FIRST_BOOT', en: 'beginning of the first boot', zh: '首次启动开始' },
  { name: 'END_FIRST_BOOT', en: 'end of the first boot', zh: '首次启动结束' },
  { name: 'BEGIN_OOBE_BOOT', en: 'beginning of the OOBE boot', zh: 'OOBE 启动开始' },
  { name: 'END_OOBE_BOOT', en: 'end of the OOBE boot', zh: 'OOBE 启动结束' },
  { name: 'PRE_OOBE', en: 'before OOBE', zh: 'OOBE 之前' },
  { name: 'POST_OOBE', en: 'after OOBE', zh: 'OOBE 之后' },
  { name: 'ADD_PROVISIONING_PACKAGE', en: 'adding a provisioning package', zh: '添加预配包' },
]

/**
 * Extend code -> phase and operation. Never fails: what the tables lack has null names and a text
 * that says so.
 */
export function explainExtend(value: number): ExtendMeaning {
  const phaseDigit = (value >>> 16) & 0xf
  const operationNumber = value & 0xffff
  const phase = PHASES[phaseDigit]
  const operation = OPERATIONS[operationNumber]
  const caution = cautionFor(phaseDigit)
  return {
    value: value >>> 0,
    hex: formatExtend(value),
    phaseDigit,
    phase: phase === undefined ? null : `SP_EXECUTION_${phase.name}`,
    phaseText: phase
      ? { en: phase.en, zh: phase.zh }
      : {
          en: `Phase ${phaseDigit}, not in the published table`,
          zh: `阶段 ${phaseDigit}（公开的表格中没有）`,
        },
    operationNumber,
    operation: operation === undefined ? null : `SP_EXECUTION_OP_${operation.name}`,
    operationText: operation
      ? { en: operation.en, zh: operation.zh }
      : {
          en: `operation ${operationNumber}, not in the published table`,
          zh: `操作 ${operationNumber}（公开的表格中没有）`,
        },
    ...(caution === null ? {} : { caution }),
  }
}

function cautionFor(phaseDigit: number): Localized | null {
  if (phaseDigit === 5) return CAUTION_UNINSTALL_OR_FINALIZE
  return PHASES[phaseDigit] === undefined ? CAUTION_UNKNOWN_PHASE : null
}
