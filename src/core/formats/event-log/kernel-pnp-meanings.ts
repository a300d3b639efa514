/**
 * Devices as the kernel tells of them: Kernel-PnP, in System and in its own channel Configuration.
 * Ids and names of values: the providers' manifests as listed by https://github.com/nasbench/EVTX-ETW-Resources, and real logs.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { codeOf, numberOf, valueOf, type EventRecord } from './record.ts'

type DeviceState = EventFields['dev.state']['state']

/** `\Driver\WudfRd` -> `WudfRd`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1)
}

/** Kernel-PnP 400 to 421 share their names. Status is an NTSTATUS, Problem the number that Device Manager shows. */
function kernelState(state: DeviceState): (event: EventRecord) => readonly EventSignal[] {
  return (event) => {
    const problem = numberOf(valueOf(event, 'Problem'))
    return [
      {
        kind: 'dev.state',
        device: valueOf(event, 'DeviceInstanceId', 0),
        state,
        inf: valueOf(event, 'DriverName'),
        service: lastPart(valueOf(event, 'ServiceName')),
        problem: Number.isNaN(problem) ? 0 : problem,
        code: codeOf(valueOf(event, 'Status')),
      },
    ]
  }
}

export const kernelPnpMeanings: ProviderMeanings = {
  names: ['kernel-pnp'],
  events: [
    means(
      219,
      'Driver {FailureName|4} failed to load for device {DriverName|1}: {Status|2:code}.',
      '驱动程序 {FailureName|4} 未能为设备 {DriverName|1} 加载：{Status|2:code}。',
      // The names are the provider's own: DriverName holds the device.
      (event) => [
        {
          kind: 'dev.state',
          device: valueOf(event, 'DriverName', 1),
          state: 'load-failed',
          inf: '',
          service: lastPart(valueOf(event, 'FailureName', 4)),
          problem: 0,
          code: codeOf(valueOf(event, 'Status', 2)),
        },
      ],
    ),
    means(
      225,
      '{ProcessName} (process {ProcessId}) stopped the removal of device {DeviceInstance}.',
      '{ProcessName}（进程 {ProcessId}）阻止了设备 {DeviceInstance} 的移除。',
    ),
    means(
      400,
      'Device {DeviceInstanceId} was configured: {DriverName}, {DriverProvider} {DriverVersion}, rank {DriverRank}, outranked: {OutrankedDrivers}.',
      '设备 {DeviceInstanceId} 已配置：{DriverName}，{DriverProvider} {DriverVersion}，等级 {DriverRank}，被取代的驱动程序：{OutrankedDrivers}。',
      kernelState('configured'),
    ),
    means(
      401,
      'Device {DeviceInstanceId} could not be configured: {DriverName}, {DriverProvider} {DriverVersion}: {Status:code}.',
      '设备 {DeviceInstanceId} 配置失败：{DriverName}，{DriverProvider} {DriverVersion}：{Status:code}。',
      kernelState('problem'),
    ),
    means(
      402,
      'Policy blocked the configuration of device {DeviceInstanceId}: {DriverName}: {Status:code}.',
      '策略阻止了设备 {DeviceInstanceId} 的配置：{DriverName}：{Status:code}。',
      kernelState('blocked'),
    ),
    means(
      403,
      'Device {DeviceInstanceId} needs a restart to complete its configuration: {DriverName}: {Status:code}.',
      '设备 {DeviceInstanceId} 需要重新启动才能完成配置：{DriverName}：{Status:code}。',
      kernelState('needs-restart'),
    ),
    means(
      410,
      'Device {DeviceInstanceId} was started: {DriverName}, service {ServiceName}, lower filters: {LowerFilters}, upper filters: {UpperFilters}.',
      '设备 {DeviceInstanceId} 已启动：{DriverName}，服务 {ServiceName}，下层筛选器：{LowerFilters}，上层筛选器：{UpperFilters}。',
      kernelState('started'),
    ),
    means(
      411,
      'Device {DeviceInstanceId} had a problem starting: {DriverName}, service {ServiceName}, lower filters: {LowerFilters}, upper filters: {UpperFilters}, problem {Problem:problem}, {Status:code}.',
      '设备 {DeviceInstanceId} 启动时出现问题：{DriverName}，服务 {ServiceName}，下层筛选器：{LowerFilters}，上层筛选器：{UpperFilters}，问题 {Problem:problem}，{Status:code}。',
      kernelState('problem'),
    ),
    means(
      412,
      'Device {DeviceInstanceId} needs a restart before it can be started: {DriverName}, problem {Problem:problem}, {Status:code}.',
      '设备 {DeviceInstanceId} 需要重新启动后才能启动：{DriverName}，问题 {Problem:problem}，{Status:code}。',
      kernelState('needs-restart'),
    ),
    means(
      420,
      'Device {DeviceInstanceId} was deleted.',
      '设备 {DeviceInstanceId} 已删除。',
      kernelState('removed'),
    ),
    means(
      421,
      'Device {DeviceInstanceId} could not be deleted: problem {Problem:problem}, {Status:code}.',
      '设备 {DeviceInstanceId} 无法删除：问题 {Problem:problem}，{Status:code}。',
    ),
    means(
      430,
      'Device {DeviceInstanceId} requires further installation.',
      '设备 {DeviceInstanceId} 需要进一步安装。',
    ),
    means(
      440,
      'Device {DeviceInstanceId} was migrated from {LastDeviceInstanceId} (rank {MigrationRank}).',
      '设备 {DeviceInstanceId} 已从 {LastDeviceInstanceId} 迁移（等级 {MigrationRank}）。',
    ),
    means(
      441,
      'Device {DeviceInstanceId} could not be migrated from {LastDeviceInstanceId}: {Status:code}.',
      '设备 {DeviceInstanceId} 无法从 {LastDeviceInstanceId} 迁移：{Status:code}。',
    ),
    means(
      442,
      'Device {DeviceInstanceId} was not migrated (last instance {LastDeviceInstanceId}): {Status:code}.',
      '设备 {DeviceInstanceId} 未迁移（原实例 {LastDeviceInstanceId}）：{Status:code}。',
    ),
  ],
}
