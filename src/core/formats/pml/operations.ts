/**
 * Names of operations by class. File operations are the functions of a file system driver (IRP_MJ_…), some with a minor
 * function or an information class that gives the name.
 * https://github.com/eronnen/procmon-parser/blob/master/docs/PML%20Format.md (Events Array)
 */

export const EventClass = { Process: 1, Registry: 2, File: 3, Profiling: 4, Network: 5 } as const

export const ProcessOperation = {
  Defined: 0,
  Create: 1,
  Exit: 2,
  ThreadCreate: 3,
  ThreadExit: 4,
  LoadImage: 5,
  Start: 7,
  Statistics: 8,
} as const

export const RegistryOperation = {
  OpenKey: 0,
  CreateKey: 1,
  QueryKey: 3,
  SetValue: 4,
  QueryValue: 5,
  EnumValue: 6,
  EnumKey: 7,
  SetInfoKey: 8,
  LoadKey: 12,
  RenameKey: 14,
} as const

export const FileOperation = {
  CreateFileMapping: 19,
  CreateFile: 20,
  CreatePipe: 21,
  ReadFile: 23,
  WriteFile: 24,
  QueryInformation: 25,
  SetInformation: 26,
  QueryVolume: 30,
  SetVolume: 31,
  DirectoryControl: 32,
  FileSystemControl: 33,
  DeviceIoControl: 34,
  Lock: 37,
  PlugAndPlay: 47,
} as const

const PROCESS = words(
  'Process Defined,Process Create,Process Exit,Thread Create,Thread Exit,Load Image,Thread Profile,Process Start,' +
    'Process Statistics,System Statistics',
)
const REGISTRY = words(
  'RegOpenKey,RegCreateKey,RegCloseKey,RegQueryKey,RegSetValue,RegQueryValue,RegEnumValue,RegEnumKey,RegSetInfoKey,' +
    'RegDeleteKey,RegDeleteValue,RegFlushKey,RegLoadKey,RegUnloadKey,RegRenameKey,RegQueryMultipleValueKey,' +
    'RegSetKeySecurity,RegQueryKeySecurity',
)
const FILE = words(
  'VolumeDismount,VolumeMount,FASTIO_MDL_WRITE_COMPLETE,WriteFile,FASTIO_MDL_READ_COMPLETE,ReadFile,QueryOpen,' +
    'FASTIO_CHECK_IF_POSSIBLE,IRP_MJ_12,IRP_MJ_11,IRP_MJ_10,IRP_MJ_9,IRP_MJ_8,FASTIO_NOTIFY_STREAM_FO_CREATION,' +
    'FASTIO_RELEASE_FOR_CC_FLUSH,FASTIO_ACQUIRE_FOR_CC_FLUSH,FASTIO_RELEASE_FOR_MOD_WRITE,' +
    'FASTIO_ACQUIRE_FOR_MOD_WRITE,FASTIO_RELEASE_FOR_SECTION_SYNCHRONIZATION,CreateFileMapping,CreateFile,CreatePipe,' +
    'IRP_MJ_CLOSE,ReadFile,WriteFile,QueryInformationFile,SetInformationFile,QueryEAFile,SetEAFile,FlushBuffersFile,' +
    'QueryVolumeInformation,SetVolumeInformation,DirectoryControl,FileSystemControl,DeviceIoControl,' +
    'InternalDeviceIoControl,Shutdown,LockUnlockFile,CloseFile,CreateMailSlot,QuerySecurityFile,SetSecurityFile,Power,' +
    'SystemControl,DeviceChange,QueryFileQuota,SetFileQuota,PlugAndPlay',
)
const PROFILING = words('Thread Profiling,Process Profiling,Debug Output Profiling')
const NETWORK = words(
  'Unknown,Other,Send,Receive,Accept,Connect,Disconnect,Reconnect,Retransmit,TCPCopy',
)

const OF_CLASS: readonly (readonly string[])[] = [[], PROCESS, REGISTRY, FILE, PROFILING, NETWORK]

/** FILE_INFORMATION_CLASS, as Process Monitor words what is asked or set. */
const QUERY_INFORMATION = new Map<number, string>([
  [0x04, 'QueryBasicInformationFile'],
  [0x05, 'QueryStandardInformationFile'],
  [0x06, 'QueryFileInternalInformationFile'],
  [0x07, 'QueryEaInformationFile'],
  [0x09, 'QueryNameInformationFile'],
  [0x0e, 'QueryPositionInformationFile'],
  [0x12, 'QueryAllInformationFile'],
  [0x14, 'QueryEndOfFile'],
  [0x16, 'QueryStreamInformationFile'],
  [0x1c, 'QueryCompressionInformationFile'],
  [0x1d, 'QueryId'],
  [0x1f, 'QueryMoveClusterInformationFile'],
  [0x22, 'QueryNetworkOpenInformationFile'],
  [0x23, 'QueryAttributeTagFile'],
  [0x25, 'QueryIdBothDirectory'],
  [0x27, 'QueryValidDataLength'],
  [0x28, 'QueryShortNameInformationFile'],
  [0x2b, 'QueryIoPiorityHint'],
  [0x2e, 'QueryLinks'],
  [0x30, 'QueryNormalizedNameInformationFile'],
  [0x31, 'QueryNetworkPhysicalNameInformationFile'],
  [0x32, 'QueryIdGlobalTxDirectoryInformation'],
  [0x33, 'QueryIsRemoteDeviceInformation'],
  [0x34, 'QueryAttributeCacheInformation'],
  [0x35, 'QueryNumaNodeInformation'],
  [0x36, 'QueryStandardLinkInformation'],
  [0x37, 'QueryRemoteProtocolInformation'],
  [0x38, 'QueryRenameInformationBypassAccessCheck'],
  [0x39, 'QueryLinkInformationBypassAccessCheck'],
  [0x3a, 'QueryVolumeNameInformation'],
  [0x3b, 'QueryIdInformation'],
  [0x3c, 'QueryIdExtdDirectoryInformation'],
  [0x3e, 'QueryHardLinkFullIdInformation'],
  [0x3f, 'QueryIdExtdBothDirectoryInformation'],
  [0x43, 'QueryDesiredStorageClassInformation'],
  [0x44, 'QueryStatInformation'],
  [0x45, 'QueryMemoryPartitionInformation'],
  [0x46, 'QuerySatLxInformation'],
  [0x47, 'QueryCaseSensitiveInformation'],
])
const SET_INFORMATION = new Map<number, string>([
  [0x04, 'SetBasicInformationFile'],
  [0x0a, 'SetRenameInformationFile'],
  [0x0b, 'SetLinkInformationFile'],
  [0x0d, 'SetDispositionInformationFile'],
  [0x0e, 'SetPositionInformationFile'],
  [0x13, 'SetAllocationInformationFile'],
  [0x14, 'SetEndOfFileInformationFile'],
  [0x16, 'SetFileStreamInformation'],
  [0x17, 'SetPipeInformation'],
  [0x27, 'SetValidDataLengthInformationFile'],
  [0x28, 'SetShortNameInformation'],
  [0x3d, 'SetReplaceCompletionInformation'],
  [0x40, 'SetDispositionInformationEx'],
  [0x41, 'SetRenameInformationEx'],
  [0x42, 'SetRenameInformationExBypassAccessCheck'],
  [0x4a, 'SetStorageReservedIdInformation'],
])
const QUERY_VOLUME = numbered(
  1,
  'QueryInformationVolume,QueryLabelInformationVolume,QuerySizeInformationVolume,QueryDeviceInformationVolume,' +
    'QueryAttributeInformationVolume,QueryControlInformationVolume,QueryFullSizeInformationVolume,' +
    'QueryObjectIdInformationVolume',
)
const SET_VOLUME = new Map<number, string>([
  [1, 'SetControlInformationVolume'],
  [2, 'SetLabelInformationVolume'],
  [8, 'SetObjectIdInformationVolume'],
])
const DIRECTORY = numbered(1, 'QueryDirectory,NotifyChangeDirectory')
const LOCK = numbered(1, 'LockFile,UnlockFileSingle,UnlockFileAll,UnlockFileByKey')
const PLUG_AND_PLAY = numbered(
  0,
  'StartDevice,QueryRemoveDevice,RemoveDevice,CancelRemoveDevice,StopDevice,QueryStopDevice,CancelStopDevice,' +
    'QueryDeviceRelations,QueryInterface,QueryCapabilities,QueryResources,QueryResourceRequirements,QueryDeviceText,' +
    'FilterResourceRequirements,,ReadConfig,WriteConfig,Eject,SetLock,QueryId2,QueryPnpDeviceState,' +
    'QueryBusInformation,DeviceUsageNotification,SurpriseRemoval,QueryLegacyBusInformation',
)

const MINOR = new Map<number, ReadonlyMap<number, string>>([
  [FileOperation.QueryInformation, QUERY_INFORMATION],
  [FileOperation.SetInformation, SET_INFORMATION],
  [FileOperation.QueryVolume, QUERY_VOLUME],
  [FileOperation.SetVolume, SET_VOLUME],
  [FileOperation.DirectoryControl, DIRECTORY],
  [FileOperation.Lock, LOCK],
  [FileOperation.PlugAndPlay, PLUG_AND_PLAY],
])

/** True for a class and an operation that exist. */
export function isOperation(eventClass: number, operation: number): boolean {
  return OF_CLASS[eventClass]?.[operation] !== undefined
}

/** `minor`: of a file operation, 0 = none. A minor function without a name is `<Unknown>`, as Process Monitor prints it. */
export function operationName(eventClass: number, operation: number, minor: number): string {
  if (eventClass === EventClass.File && minor !== 0) {
    const names = MINOR.get(operation)
    if (names !== undefined) return names.get(minor) ?? '<Unknown>'
  }
  return OF_CLASS[eventClass]?.[operation] ?? '<Unknown>'
}

function words(text: string): readonly string[] {
  return text.split(',')
}

function numbered(from: number, text: string): ReadonlyMap<number, string> {
  return new Map(words(text).map((name, i) => [from + i, name] as const))
}
