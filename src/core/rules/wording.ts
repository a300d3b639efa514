/** Words that several rules and the verdict share, in both languages. */
import type { SetupStage } from '../derive/setup-phases.ts'
import type { Attempt, AttemptKind } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { say } from './rule.ts'

const HEADS: Readonly<Record<AttemptKind, Localized>> = {
  upgrade: say('The upgrade', '升级'),
  'clean-install': say('The clean install', '全新安装'),
  audit: say('Audit mode setup', '审核模式安装'),
  oobe: say('Out-of-box setup (OOBE)', 'OOBE（开箱体验）安装'),
  update: say('The update', '更新'),
  reset: say('Reset this PC', '重置此电脑'),
  sysprep: say('Sysprep', 'Sysprep'),
  driver: say('The driver installation', '驱动程序安装'),
  repair: say('The repair of the component store', '组件存储修复'),
  recovery: say('Recovery', '恢复'),
  other: say('The run', '本次运行'),
}

/** `Update KB5015811`, `The upgrade to 10.0.22621`, `The driver installation of x.inf`. */
export function headOf(attempt: Attempt): Localized {
  const { kind, subject } = attempt
  const head = HEADS[kind]
  if (subject === '') return head
  switch (kind) {
    case 'update':
      return say(`Update ${subject}`, `更新 ${subject}`)
    case 'upgrade':
      return say(`The upgrade to ${subject}`, `升级到 ${subject}`)
    case 'driver':
      return say(`The installation of ${subject}`, `${subject} 的安装`)
    default:
      return head
  }
}

export function join(parts: readonly Localized[]): Localized {
  return say(parts.map((part) => part.en).join(''), parts.map((part) => part.zh).join(''))
}

const STAGES: Readonly<Record<SetupStage, Localized>> = {
  'Down-level': say('the down-level phase', '下层（Downlevel）阶段'),
  SafeOS: say('the SafeOS phase', 'SafeOS 阶段'),
  'First boot': say('the first boot', '首次启动阶段'),
  'Second boot': say('the second boot', '第二次启动阶段'),
}

/** A stage of setup as a part of a sentence. */
export function stageWords(stage: SetupStage): Localized {
  return STAGES[stage]
}

const MINUTE_S = 60

/** 95 -> `1 min 35 s` / `1 分 35 秒`. */
export function duration(ms: number): Localized {
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < MINUTE_S) return say(`${seconds} s`, `${seconds} 秒`)
  const minutes = Math.floor(seconds / MINUTE_S)
  const rest = seconds % MINUTE_S
  if (minutes < 60)
    return rest === 0
      ? say(`${minutes} min`, `${minutes} 分钟`)
      : say(`${minutes} min ${rest} s`, `${minutes} 分 ${rest} 秒`)
  const hours = Math.floor(minutes / 60)
  return say(`${hours} h ${minutes % 60} min`, `${hours} 小时 ${minutes % 60} 分`)
}
