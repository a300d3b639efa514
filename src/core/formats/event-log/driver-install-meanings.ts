/**
 * Driver installations as the services tell of them: UserPnp (driver management, up to Windows 10 in System) and
 * DeviceSetupManager (its Admin channel).
 * Ids and names of values: the providers' manifests as listed by https://github.com/nasbench/EVTX-ETW-Resources, and real logs.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import { lastPart } from './kernel-pnp-meanings.ts'
import { means, type EventSignal, type ProviderMeanings } from './meaning.ts'
import { codeOf, valueOf, type EventRecord } from './record.ts'

type DeviceState = EventFields['dev.state']['state']

function deviceInstalled(event: EventRecord): readonly EventSignal[] {
  const code = codeOf(valueOf(event, 'InstallStatus', 8))
  const waits = /^(true|1)$/i.test(valueOf(event, 'RebootOption', 5))
  const done = waits ? 'needs-restart' : 'configured'
  return [
    {
      kind: 'dev.state',
      device: valueOf(event, 'DeviceInstanceID', 3),
      state: code === 0 ? done : 'problem',
      inf: lastPart(valueOf(event, 'DriverName', 0)),
      service: '',
      problem: 0,
      code,
    },
  ]
}

function serviceAdded(event: EventRecord): readonly EventSignal[] {
  const code = codeOf(valueOf(event, 'AddServiceStatus', 5))
  return [
    {
      kind: 'dev.state',
      device: valueOf(event, 'DeviceInstanceID', 2),
      state: code === 0 ? 'configured' : 'problem',
      inf: '',
      service: valueOf(event, 'ServiceName', 0),
      problem: 0,
      code,
    },
  ]
}

/** For events that name the device alone. */
function stateOf(
  state: DeviceState,
  name: string,
  place: number,
): (event: EventRecord) => readonly EventSignal[] {
  return (event) => [
    {
      kind: 'dev.state',
      device: valueOf(event, name, place),
      state,
      inf: '',
      service: '',
      problem: 0,
      code: codeOf(valueOf(event, 'HRESULT')),
    },
  ]
}

export const userPnpMeanings: ProviderMeanings = {
  names: ['userpnp'],
  events: [
    means(
      20001,
      'The installation of {DriverName|0} ({DriverProvider|2} {DriverVersion|1}) for device {DeviceInstanceID|3} ended: {InstallStatus|8:code}; restart needed: {RebootOption|5}.',
      '为设备 {DeviceInstanceID|3} 安装 {DriverName|0}（{DriverProvider|2} {DriverVersion|1}）已结束：{InstallStatus|8:code}；需要重新启动：{RebootOption|5}。',
      deviceInstalled,
    ),
    means(
      20002,
      'The removal of {DriverName|0} from device {DeviceInstanceID|3} ended: {InstallStatus|8:code}.',
      '从设备 {DeviceInstanceID|3} 移除 {DriverName|0} 已结束：{InstallStatus|8:code}。',
      stateOf('removed', 'DeviceInstanceID', 3),
    ),
    means(
      20003,
      'Service {ServiceName|0} ({DriverFileName|1}) was added for device {DeviceInstanceID|2}: {AddServiceStatus|5:code}.',
      '已为设备 {DeviceInstanceID|2} 添加服务 {ServiceName|0}（{DriverFileName|1}）：{AddServiceStatus|5:code}。',
      serviceAdded,
    ),
    means(
      20004,
      'Service {ServiceName|0} was removed for device {DeviceInstanceID|2}: {AddServiceStatus|5:code}.',
      '已为设备 {DeviceInstanceID|2} 移除服务 {ServiceName|0}：{AddServiceStatus|5:code}。',
    ),
    means(
      20005,
      'A device installation restriction policy blocked the installation of device {DeviceId|0}.',
      '设备安装限制策略阻止了设备 {DeviceId|0} 的安装。',
      stateOf('blocked', 'DeviceId', 0),
    ),
    means(
      20006,
      'The installation of device {DeviceId|0} waits for a driver to be chosen, by a restriction policy.',
      '由于设备安装限制策略，设备 {DeviceId|0} 的安装将等待选定驱动程序。',
      stateOf('blocked', 'DeviceId', 0),
    ),
    means(
      20007,
      'Device {DeviceId|0} was removed by a device installation restriction policy.',
      '设备安装限制策略移除了设备 {DeviceId|0}。',
      stateOf('removed', 'DeviceId', 0),
    ),
    means(
      20008,
      'Device {DeviceId|0} matches a restriction policy but is required by the system, and was kept.',
      '设备 {DeviceId|0} 符合限制策略，但属于系统必需设备，因此未移除。',
    ),
    means(
      20009,
      'The machine restarts in {RebootTime|0} seconds to enforce a device installation restriction policy.',
      '为执行设备安装限制策略，计算机将在 {RebootTime|0} 秒后重新启动。',
    ),
  ],
}

/** Errors of metadata (131, 200 to 203) stand in healthy logs whenever the machine is offline: they give no signal. */
export const deviceSetupMeanings: ProviderMeanings = {
  names: ['devicesetupmanager'],
  events: [
    means(
      100,
      'Device setup service started (mode {Prop_CoreServiceMode|0}).',
      '设备安装管理器服务已启动（模式 {Prop_CoreServiceMode|0}）。',
    ),
    means(
      101,
      'Device setup service is shutting down after {Prop_UpTime_Seconds|0} seconds.',
      '设备安装管理器服务在运行 {Prop_UpTime_Seconds|0} 秒后关闭。',
    ),
    means(
      104,
      'Device setup service failed to start: {HRESULT|0:code}.',
      '设备安装管理器服务启动失败：{HRESULT|0:code}。',
    ),
    means(
      109,
      'Device setup service entered mode {Prop_CoreServiceMode|0}.',
      '设备安装管理器服务进入模式 {Prop_CoreServiceMode|0}。',
    ),
    means(
      112,
      "Device '{Prop_DeviceName|0}' was serviced: {Prop_TaskCount|2} tasks, {Prop_PropertyCount|3} properties, {Prop_WorkTime_MilliSeconds|4} ms.",
      '已处理设备“{Prop_DeviceName|0}”：{Prop_TaskCount|2} 个任务，{Prop_PropertyCount|3} 个属性，{Prop_WorkTime_MilliSeconds|4} 毫秒。',
    ),
    means(
      120,
      'Driver {Prop_PackageId|0} was downloaded from Windows Update.',
      '已从 Windows 更新下载驱动程序 {Prop_PackageId|0}。',
    ),
    means(
      121,
      'Driver installation failed for {Prop_DevnodeId}: {HRESULT:code}.',
      '为 {Prop_DevnodeId} 安装驱动程序失败：{HRESULT:code}。',
      stateOf('problem', 'Prop_DevnodeId', -1),
    ),
    means(
      122,
      'Access to drivers on Windows Update was blocked by policy.',
      '策略阻止了从 Windows 更新获取驱动程序。',
    ),
    means(
      123,
      'A driver query, download or installation on {Prop_DeviceId} took {Prop_Seconds} seconds.',
      '设备 {Prop_DeviceId} 的驱动程序查询、下载或安装耗时 {Prop_Seconds} 秒。',
    ),
    means(
      124,
      'Driver {Prop_PackageId} was installed on device {Prop_DeviceInstanceId}.',
      '驱动程序 {Prop_PackageId} 已安装到设备 {Prop_DeviceInstanceId}。',
      stateOf('configured', 'Prop_DeviceInstanceId', -1),
    ),
    means(
      125,
      'A restriction policy blocked the installation of a driver on {Prop_DevnodeId|0}.',
      '设备安装限制策略阻止了在 {Prop_DevnodeId|0} 上安装驱动程序。',
      stateOf('blocked', 'Prop_DevnodeId', 0),
    ),
    means(
      131,
      'Device metadata could not be staged for container {Prop_ContainerId}: {HRESULT:code}.',
      '无法暂存容器 {Prop_ContainerId} 的设备元数据：{HRESULT:code}。',
    ),
    means(200, 'No connection to Windows Update could be made.', '无法连接到 Windows 更新服务。'),
    means(
      201,
      'No connection to the device metadata service could be made.',
      '无法连接到设备元数据服务。',
    ),
    means(202, 'The network is down: device setup waits.', '网络不可用：设备安装正在等待。'),
  ],
}
