import type { Explanation } from '../explanation.ts'

/** SPAPI_E_*: what setupapi logs print, there as 0xE0000nnn. */
export const driverExplanations: readonly Explanation[] = [
  [
    0x800f0100,
    'The INF file is not of the form that this installation needs.',
    'INF 文件的格式不适用于此安装。',
  ],
  [
    0x800f0101,
    'A section that the installation needs is missing in the INF file.',
    'INF 文件中缺少安装所需的节。',
  ],
  [
    0x800f0102,
    'A line that the installation needs is missing in the INF file.',
    'INF 文件中缺少安装所需的行。',
  ],
  [
    0x800f0203,
    'No driver has been selected for the device. Logged for devices that run without one, it is harmless.',
    '设备没有选定驱动程序。对于不需要驱动程序的设备，此记录无害。',
  ],
  [0x800f020b, 'The device instance does not exist any more.', '设备实例已不存在。'],
  [
    0x800f020e,
    'The class installer leaves the step to Windows. This is not a failure.',
    '类安装程序让系统执行默认操作，不是故障。',
  ],
  [0x800f0217, 'The service section of the INF file is not valid.', 'INF 文件的服务安装节无效。'],
  [
    0x800f0219,
    'The driver package names no service for the device.',
    '驱动程序包没有为设备指定服务。',
  ],
  [0x800f0228, 'No driver was found that fits the device.', '没有找到与设备兼容的驱动程序。'],
  [
    0x800f022f,
    'A third-party INF file names no catalog, so the package cannot be verified.',
    '第三方 INF 没有指定编录（catalog）文件，无法验证该驱动程序包。',
  ],
  [
    0x800f0235,
    'A 32-bit program tried to install a driver on 64-bit Windows.',
    '32 位程序试图在 64 位系统上安装驱动程序。',
  ],
  [
    0x800f023a,
    'The registry entries of a device (Plug and Play) are damaged or cannot be read.',
    '设备（即插即用）的注册表项损坏或无法读取。',
  ],
  [
    0x800f023d,
    'The driver package cannot be deleted: devices still use it.',
    '驱动程序包正被设备使用，无法删除。',
  ],
  [
    0x800f023f,
    'The driver package has no catalog signed by a publisher that is trusted here.',
    '驱动程序包没有受信任发布者签名的编录文件。',
  ],
  [
    0x800f0240,
    'Authenticode signatures are not accepted for this INF file.',
    '此 INF 文件不接受 Authenticode 签名。',
  ],
  [
    0x800f0241,
    'The package is signed by a publisher who is trusted on this machine. This is not a failure.',
    '驱动程序包由本机信任的发布者签名，不是故障。',
  ],
  [
    0x800f0242,
    'Whether to trust the publisher has not been settled: with nobody to ask, the installation stops.',
    '尚未确认是否信任该发布者；无人应答时安装会中止。',
  ],
  [
    0x800f0243,
    'The publisher of the driver package is not trusted on this machine.',
    '本机不信任该驱动程序包的发布者。',
  ],
  [
    0x800f0244,
    'The signature does not cover this version of Windows.',
    '签名不适用于此 Windows 版本。',
  ],
  [0x800f0246, 'The device installer is not ready.', '设备安装程序尚未就绪。'],
  [
    0x800f0247,
    'The driver package could not be added to the driver store. The lines above say why: a file missing, a signature, or the driver database.',
    '无法将驱动程序包添加到驱动程序存储。原因在其上方的行：缺少文件、签名问题或驱动数据库问题。',
  ],
  [
    0x800f0248,
    'A device installation policy forbids installing this device.',
    '设备安装策略禁止安装此设备。',
  ],
  [0x800f0249, 'A policy forbids installing this driver package.', '策略禁止安装此驱动程序包。'],
  [
    0x800f024a,
    'The INF file is of the wrong type for this way of installing.',
    'INF 文件的类型不适用于此安装方式。',
  ],
  [
    0x800f024b,
    'The hash of a file is not in the catalog of the driver package: the file was changed or damaged, or the catalog belongs to another version.',
    '文件的哈希值不在驱动程序包的编录中：文件被改动或损坏，或编录属于其他版本。',
  ],
  [
    0x800f024c,
    'The driver package could not be deleted from the driver store.',
    '无法从驱动程序存储中删除该驱动程序包。',
  ],
]

/** CM_PROB_* numbers, as Device Manager shows them. */
export const deviceProblemExplanations: readonly Explanation[] = [
  [
    1,
    'The device is not configured: no driver has been set up for it.',
    '设备未正确配置：没有为其安装驱动程序。',
  ],
  [3, 'The driver may be damaged, or memory is short.', '驱动程序可能已损坏，或内存不足。'],
  [10, 'The device cannot start.', '设备无法启动。'],
  [12, 'The device does not get enough free resources.', '设备找不到足够的可用资源。'],
  [14, 'The device works only after a restart.', '需要重启计算机，设备才能工作。'],
  [18, 'The driver must be installed again.', '需要重新安装该设备的驱动程序。'],
  [
    19,
    'The configuration of the device in the registry is incomplete or damaged.',
    '注册表中的设备配置信息不完整或已损坏。',
  ],
  [21, 'Windows is removing the device.', '系统正在删除此设备。'],
  [22, 'The device is disabled.', '设备已被禁用。'],
  [
    24,
    'The device is not present, does not work, or lacks part of its drivers.',
    '设备不存在、工作不正常，或没有装齐驱动程序。',
  ],
  [28, 'No driver is installed for the device.', '未安装此设备的驱动程序。'],
  [
    29,
    'The firmware of the device did not give it the resources it needs.',
    '设备固件没有为其提供所需资源，设备被禁用。',
  ],
  [
    31,
    'Windows could not load the drivers that the device needs.',
    '系统无法加载此设备所需的驱动程序。',
  ],
  [
    32,
    'The service of the driver is disabled in the registry (start type 4).',
    '驱动程序的服务在注册表中已被禁用（启动类型为 4）。',
  ],
  [
    37,
    'The driver returned a failure from its entry routine (DriverEntry).',
    '驱动程序的入口例程（DriverEntry）返回失败。',
  ],
  [
    38,
    'An earlier instance of the driver is still in memory; restart.',
    '该驱动程序的前一个实例仍在内存中，请重启。',
  ],
  [
    39,
    'The driver could not be loaded: its file is missing or damaged.',
    '无法加载驱动程序：文件丢失或已损坏。',
  ],
  [
    40,
    'The service key of the driver in the registry is missing or wrong.',
    '注册表中驱动程序的服务项缺失或错误。',
  ],
  [
    41,
    'The driver was loaded, and the device was not found.',
    '驱动程序已加载，但找不到硬件设备。',
  ],
  [
    43,
    'The device reported a failure after it had started.',
    '设备启动后报告了故障，系统已将其停止。',
  ],
  [45, 'The device is not connected at present.', '设备当前未连接。'],
  [
    48,
    'The driver was blocked because it is known to cause trouble with Windows.',
    '驱动程序已知存在问题，被系统阻止加载。',
  ],
  [
    51,
    'The device waits for another device or driver to start.',
    '设备正在等待另一个设备或驱动程序启动。',
  ],
  [52, 'The signature of a driver file cannot be verified.', '无法验证驱动程序文件的数字签名。'],
  [56, 'The class configuration of the device is not finished.', '设备的类配置尚未完成。'],
]
