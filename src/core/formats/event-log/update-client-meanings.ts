/**
 * Updates as their client tells of them: WindowsUpdateClient, in System.
 * Ids and order of values: message files of Windows as listed by https://github.com/libyal/winevt-kb, and real logs.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { codeOf, valueOf, type EventRecord } from './record.ts'

type Step = EventFields['update.step']['step']

const CLIENT = 'Windows Update'

/** `KB5015811`, in whatever text; '' where none stands there. */
export function kbOf(text: string): string {
  return /\bKB\d{6,8}\b/i.exec(text)?.[0].toUpperCase() ?? ''
}

/** A code by the name or place of its value; out of the sentence where an export keeps that alone. */
export function codeIn(event: EventRecord, name: string, place: number): number {
  const value = valueOf(event, name, place)
  return codeOf(value === '' ? (/\b0x[0-9a-f]{8}\b/i.exec(event.message)?.[0] ?? '') : value)
}

/** Steps of the update client. A failed one has its code before the title. */
function clientStep(
  step: Step,
  state: 'begin' | 'end',
  failed = false,
): (event: EventRecord) => readonly EventSignal[] {
  return (event) => {
    const title = valueOf(event, 'updateTitle', failed ? 1 : 0)
    return [
      {
        kind: 'update.step',
        step,
        state,
        title,
        kb: kbOf(title === '' ? event.message : title),
        id: valueOf(event, 'updateGuid', failed ? 2 : 1).replaceAll(/[{}]/g, ''),
        ok: !failed,
        code: failed ? codeIn(event, 'errorCode', 0) : 0,
        client: CLIENT,
      },
    ]
  }
}

/** Steps that are of no single update. */
function clientState(
  step: Step,
  state: 'begin' | 'end',
  failed = false,
): (event: EventRecord) => readonly EventSignal[] {
  return (event) => [
    {
      kind: 'update.step',
      step,
      state,
      title: '',
      kb: '',
      id: '',
      ok: !failed,
      code: failed ? codeIn(event, 'errorCode', 0) : 0,
      client: CLIENT,
    },
  ]
}

export const updateClientMeanings: ProviderMeanings = {
  names: ['windowsupdateclient'],
  events: [
    means(
      16,
      'The update service cannot be reached; it is tried again.',
      '无法连接到更新服务，将继续尝试。',
    ),
    means(
      17,
      'Updates are downloaded and ready to be installed: {updatelist|0}',
      '更新已下载，可以安装：{updatelist|0}',
    ),
    means(
      18,
      'Updates are downloaded and will be installed as scheduled: {updatelist|2}',
      '更新已下载，将按计划安装：{updatelist|2}',
    ),
    means(
      19,
      'Installed: {updateTitle|0}',
      '安装成功：{updateTitle|0}',
      clientStep('install', 'end'),
    ),
    means(
      20,
      'Installation failed with {errorCode|0:code}: {updateTitle|1}',
      '安装失败，错误 {errorCode|0:code}：{updateTitle|1}',
      clientStep('install', 'end', true),
    ),
    means(
      21,
      'A restart is needed to complete: {updatelist|0}',
      '需要重新启动才能完成：{updatelist|0}',
      clientState('restart', 'begin'),
    ),
    means(
      22,
      'The machine will be restarted to complete: {updatelist|1}',
      '计算机将重新启动以完成：{updatelist|1}',
      clientState('restart', 'begin'),
    ),
    means(
      23,
      'Uninstalled: {updateTitle|0}',
      '卸载成功：{updateTitle|0}',
      clientStep('uninstall', 'end'),
    ),
    means(
      24,
      'Uninstallation failed with {errorCode|0:code}: {updateTitle|1}',
      '卸载失败，错误 {errorCode|0:code}：{updateTitle|1}',
      clientStep('uninstall', 'end', true),
    ),
    means(
      25,
      'The check for updates failed with {errorCode|0:code}.',
      '检查更新失败，错误 {errorCode|0:code}。',
      clientState('scan', 'end', true),
    ),
    means(
      26,
      'The check for updates found {updateCount|0}.',
      '检查更新完成，找到 {updateCount|0} 个。',
      clientState('scan', 'end'),
    ),
    means(
      31,
      'A download failed with {errorCode|0:code}: {updateTitle|1}',
      '下载失败，错误 {errorCode|0:code}：{updateTitle|1}',
      clientStep('download', 'end', true),
    ),
    means(
      34,
      'The update client failed to update itself: {errorCode|0:code}.',
      'Windows 更新客户端自更新失败：{errorCode|0:code}。',
      (event) => [
        { kind: 'update.failed', code: codeIn(event, 'errorCode', 0), text: event.message },
      ],
    ),
    means(40, 'An update was found: {updateTitle|0}', '检测到更新：{updateTitle|0}'),
    means(
      41,
      'An update was downloaded: {updateTitle|0}',
      '已下载更新：{updateTitle|0}',
      clientStep('download', 'end'),
    ),
    means(
      43,
      'Installation started: {updateTitle|0}',
      '开始安装：{updateTitle|0}',
      clientStep('install', 'begin'),
    ),
    means(
      44,
      'Download started: {updateTitle|0}',
      '开始下载：{updateTitle|0}',
      clientStep('download', 'begin'),
    ),
  ],
}
