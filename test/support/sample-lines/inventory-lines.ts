/** What setup writes down of disks, devices and apps while it looks around: the bulk of a quiet log. */
import type { StampedLog } from './stamped-log.ts'

const DEVICE_KINDS: readonly (readonly [description: string, bus: string, class_: string])[] = [
  ['磁盘驱动器', 'SCSI\\DISK&VEN_NVME&PROD_SAMPLE', 'GenDisk'],
  ['标准 NVM Express 控制器', 'PCI\\VEN_144D&DEV_A808', 'PCI\\CC_010802'],
  ['PCI 快速根复合体', 'ACPI\\VEN_PNP&DEV_0A08', '*PNP0A08'],
  ['Microsoft ACPI-Compliant System', 'ACPI_HAL\\PNP0C08', '*PNP0C08'],
  ['USB 根集线器(USB 3.0)', 'USB\\ROOT_HUB30&VID8086&PIDA36D', 'USB\\ROOT_HUB30'],
  ['USB 输入设备', 'USB\\VID_046D&PID_C077', 'USB\\Class_03'],
  ['高清晰度音频总线', 'PCI\\VEN_8086&DEV_A348', 'PCI\\CC_0403'],
  ['SM 总线控制器', 'PCI\\VEN_8086&DEV_A323', 'PCI\\CC_0C0500'],
  ['以太网控制器', 'PCI\\VEN_8086&DEV_15BC', 'PCI\\CC_020000'],
  ['网络控制器', 'PCI\\VEN_8086&DEV_2723', 'PCI\\CC_028000'],
  ['USB Video Device', 'USB\\VID_0BDA&PID_5520', 'USB\\Class_0E'],
]

/** Each device with its ids, as DumpDeviceIDs prints them. */
export function devicesListed(log: StampedLog, count: number): void {
  for (let i = 0; i < count; i++) {
    const [description, bus, deviceClass] = log.random.pick(DEVICE_KINDS)
    const subsystem = log.random.hex(4).toUpperCase()
    log.info('IBS', `IsDeviceSupported:Device description is [${description}]`)
    for (const suffix of [
      `&SUBSYS_${subsystem}1043&REV_10`,
      `&SUBSYS_${subsystem}1043`,
      '&REV_10',
      '',
    ]) {
      log.info('IBS', `DumpDeviceIDs:      H/w    ID [${bus}${suffix}]`)
    }
    for (const id of [`${deviceClass}`, bus.split('&')[0] ?? bus]) {
      log.info('IBS', `DumpDeviceIDs:      Compat ID [${id}]`)
    }
    log.info('IBS', `IsDeviceIDPresent:Found device ID [${deviceClass}] in hwcompat list`)
    log.info('IBS', `IsDeviceSupported:Device [${description}] is supported`)
    log.pause(8)
  }
}

export function diskListed(log: StampedLog): void {
  const put = (text: string): void => log.writeWithId('Info', '0x0606cc', 'IBS', `DiskInfo:${text}`)
  put('===== Disk number [0] =====')
  put('  Friendly name: [NVMe SAMPLE 512GB]')
  put('  Size (bytes) [512110190592 / 0x773c256000]')
  put('  Sector size (bytes) [512]')
  put('  Disk bus type: [NVMe]')
  put('  SMART health status = OK')
  put('  Partition style: GPT')
  put('  5 region(s), 4 partition(s), 4 toplevel partition(s)')
  const partitions: readonly (readonly [name: string, bytes: number])[] = [
    ['EFI system partition', 272629760],
    ['MSR partition', 16777216],
    ['Basic data partition', 510746689536],
    ['Recovery partition', 1073741824],
  ]
  let offset = 1048576
  partitions.forEach(([name, bytes], index) => {
    put(`  ------ NT partition number [${index + 1}] -------`)
    put(`    Offset (bytes) [${offset} / 0x${offset.toString(16)}]`)
    put(`    Size (bytes) [${bytes} / 0x${bytes.toString(16)}]`)
    put(`    Simple index: [${index + 1}]`)
    put(`    ${name}`)
    put(`    NT path: [\\Device\\HarddiskVolume${index + 1}]`)
    offset += bytes
  })
}

const APPS =
  'BingWeather DesktopAppInstaller GetHelp Getstarted HEIFImageExtension Microsoft3DViewer MicrosoftOfficeHub MicrosoftSolitaireCollection MicrosoftStickyNotes MixedReality.Portal MSPaint Office.OneNote People ScreenSketch SkypeApp StorePurchaseApp VP9VideoExtensions Wallet WebMediaExtensions WebpImageExtension Windows.Photos WindowsAlarms WindowsCalculator WindowsCamera WindowsFeedbackHub WindowsMaps WindowsSoundRecorder WindowsStore Xbox.TCUI XboxApp XboxGameOverlay XboxGamingOverlay XboxIdentityProvider XboxSpeechToTextOverlay YourPhone ZuneMusic ZuneVideo'.split(
    ' ',
  )

/** The store apps that an image carries. Each message ends in a line break, so an empty line follows. */
export function appsListed(log: StampedLog): void {
  for (const app of APPS) {
    const version = `${log.random.int(1, 2019)}.${log.random.int(100, 2009)}.${log.random.int(1, 99)}.0`
    for (const kind of [
      'neutral_~',
      'x64_',
      'neutral_split.language-zh-hans',
      'neutral_split.scale-100',
    ]) {
      log.info(
        'SYSPRP',
        `Ignoring package Microsoft.${app}_${version}_${kind}_8wekyb3d8bbwe because another version already exists in WindowsApps`,
      )
      log.continuation('')
      log.info(
        'SYSPRP',
        `Wrote C:\\Program Files\\WindowsApps\\Microsoft.${app}_${version}_${kind}_8wekyb3d8bbwe\\AppxManifest.xml to appxalluserstore Staged key Microsoft.${app}_8wekyb3d8bbwe\\Microsoft.${app}_${version}_${kind}_8wekyb3d8bbwe`,
      )
      log.continuation('')
      log.pause(12)
    }
  }
}
