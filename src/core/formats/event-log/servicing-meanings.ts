/**
 * Changes of packages and optional features: Servicing, in Setup.
 * Ids and order of values: message files of Windows as listed by https://github.com/libyal/winevt-kb, and real logs.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { numberOf, valueOf, type EventRecord } from './record.ts'
import { codeIn, kbOf } from './update-client-meanings.ts'

type Step = EventFields['update.step']['step']

/** What a package is to become: states that take it away. */
const GOING = /^(?:absent|uninstall ?pending|superseded|0|-32|-16|-64)$/i

/** Names of values differ between builds: the text form of a state stands beside its number. */
function stateText(event: EventRecord, name: string, place: number): string {
  return valueOf(event, `${name}Textized`) || valueOf(event, name, place)
}

/** Changes of a whole package: 1 to 6. */
function packageStep(
  state: 'begin' | 'end',
  failed = false,
): (event: EventRecord) => readonly EventSignal[] {
  return (event) => {
    const title = valueOf(event, 'PackageIdentifier', 0)
    const target = stateText(event, 'IntendedPackageState', state === 'begin' ? 3 : 1)
    return [
      {
        kind: 'update.step',
        step: GOING.test(target) ? 'uninstall' : 'install',
        state,
        title,
        kb: kbOf(title === '' ? event.message : title),
        id: '',
        ok: !failed,
        code: failed ? codeIn(event, 'ErrorCode', 3) : 0,
        client: valueOf(event, 'Client'),
      },
    ]
  }
}

/** Changes of a selectable update (an optional feature) of a package: 7 to 14. */
function featureStep(
  step: Step,
  state: 'begin' | 'end',
  failed = false,
): (event: EventRecord) => readonly EventSignal[] {
  return (event) => [
    {
      kind: 'update.step',
      step,
      state,
      title: valueOf(event, 'UpdateName', 0),
      kb: kbOf(valueOf(event, 'PackageIdentifier', 1)),
      id: '',
      ok: !failed,
      code: failed ? codeIn(event, 'ErrorCode', 2) : 0,
      client: valueOf(event, 'Client'),
    },
  ]
}

/** Status, repaired, found: by place, since the names are not published. */
function repairEnd(event: EventRecord): readonly EventSignal[] {
  const repaired = numberOf(valueOf(event, '', 1))
  const found = numberOf(valueOf(event, '', 2))
  return found > 0
    ? [
        {
          kind: 'cbs.repair-result',
          what: 'detected',
          count: found,
          text: `${found} found, ${repaired} repaired`,
        },
      ]
    : []
}

const PACKAGE = '{PackageIdentifier|0}'

export const servicingMeanings: ProviderMeanings = {
  names: ['servicing'],
  events: [
    means(
      1,
      `Changes to package ${PACKAGE} begin, for {Client}.`,
      `开始更改程序包 ${PACKAGE}，客户端 {Client}。`,
      packageStep('begin'),
    ),
    means(2, `Package ${PACKAGE} was changed.`, `程序包 ${PACKAGE} 已更改。`, packageStep('end')),
    means(
      3,
      `Package ${PACKAGE} could not be changed: {ErrorCode|3:code}.`,
      `程序包 ${PACKAGE} 更改失败：{ErrorCode|3:code}。`,
      packageStep('end', true),
    ),
    means(
      4,
      `A restart is needed before package ${PACKAGE} can be changed.`,
      `需要重新启动后才能更改程序包 ${PACKAGE}。`,
      (event) => [
        {
          kind: 'update.step',
          step: 'restart',
          state: 'begin',
          title: valueOf(event, 'PackageIdentifier', 0),
          kb: kbOf(valueOf(event, 'PackageIdentifier', 0)),
          id: '',
          ok: true,
          code: 0,
          client: valueOf(event, 'Client'),
        },
      ],
    ),
    means(
      5,
      `Package ${PACKAGE} is not applicable to this system.`,
      `程序包 ${PACKAGE} 不适用于此系统。`,
    ),
    means(
      6,
      `Package ${PACKAGE} could not be changed and is partly installed: {ErrorCode|3:code}.`,
      `程序包 ${PACKAGE} 更改失败，目前为部分安装：{ErrorCode|3:code}。`,
      packageStep('end', true),
    ),
    means(
      7,
      'Turning on update {UpdateName|0} of package {PackageIdentifier|1} begins.',
      '开始启用程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}。',
      featureStep('install', 'begin'),
    ),
    means(
      8,
      'Turning off update {UpdateName|0} of package {PackageIdentifier|1} begins.',
      '开始关闭程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}。',
      featureStep('uninstall', 'begin'),
    ),
    means(
      9,
      'Update {UpdateName|0} of package {PackageIdentifier|1} was turned on.',
      '已启用程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}。',
      featureStep('install', 'end'),
    ),
    means(
      10,
      'Update {UpdateName|0} of package {PackageIdentifier|1} was turned off.',
      '已关闭程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}。',
      featureStep('uninstall', 'end'),
    ),
    means(
      11,
      'Update {UpdateName|0} of package {PackageIdentifier|1} could not be turned on: {ErrorCode|2:code}.',
      '无法启用程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}：{ErrorCode|2:code}。',
      featureStep('install', 'end', true),
    ),
    means(
      12,
      'Update {UpdateName|0} of package {PackageIdentifier|1} could not be turned off: {ErrorCode|2:code}.',
      '无法关闭程序包 {PackageIdentifier|1} 的更新 {UpdateName|0}：{ErrorCode|2:code}。',
      featureStep('uninstall', 'end', true),
    ),
    means(
      13,
      'A restart is needed before update {UpdateName|0} can be turned on.',
      '需要重新启动后才能启用更新 {UpdateName|0}。',
      featureStep('restart', 'begin'),
    ),
    means(
      14,
      'A restart is needed before update {UpdateName|0} can be turned off.',
      '需要重新启动后才能关闭更新 {UpdateName|0}。',
      featureStep('restart', 'begin'),
    ),
    means(
      1013,
      'A check of the component store for corruption begins (detection only: {|0}).',
      '开始检查组件存储是否损坏（仅检测：{|0}）。',
    ),
    means(
      1014,
      'The check of the component store ended: {|0:code}; {|2} corruptions found, {|1} repaired.',
      '组件存储检查结束：{|0:code}；发现 {|2} 处损坏，修复 {|1} 处。',
      repairEnd,
    ),
    means(
      1015,
      '{|1} of {|2} corruptions of the component store were repaired.',
      '组件存储的 {|2} 处损坏中已修复 {|1} 处。',
    ),
  ],
}
