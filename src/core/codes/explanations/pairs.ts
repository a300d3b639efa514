import type { Localized } from '../../model/units.ts'
import type { ExplainedPair } from '../code-book.ts'

/**
 * Result and extend code together, where the vendor's support pages tell a usual cause. The facts
 * come from
 * https://learn.microsoft.com/windows/deployment/upgrade/resolution-procedures and its successor
 * https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/windows-10-upgrade-resolution-procedures,
 * the words are the project's own. A pair says what is usual, not what happened: what the logs show
 * outranks it.
 */
const OLD_DRIVERS: Localized = {
  en: 'Uninstall third-party security programs, unplug what is not needed (USB devices, unused SATA disks), and update drivers and firmware.',
  zh: '卸载第三方安全软件，拔除不需要的设备（USB 设备、未使用的 SATA 磁盘），更新驱动程序和固件。',
}
const FREE_SPACE: Localized = {
  en: 'Free space on the system drive (at least 16 GB for 32-bit, 20 GB for 64-bit Windows), then try again.',
  zh: '在系统盘腾出空间（32 位至少 16 GB，64 位至少 20 GB）后重试。',
}
const FIND_DRIVER: Localized = {
  en: 'Find in setupact.log and setupapi.dev.log which driver failed; update or remove it.',
  zh: '在 setupact.log 和 setupapi.dev.log 中找出失败的驱动程序，更新或卸载它。',
}
const FIND_OBJECT: Localized = {
  en: 'Find the object in the MIG lines above ("Abandoning apply due to error for object"), repair or remove it, then try again.',
  zh: '在前面的 MIG 日志行中找到该对象（“Abandoning apply due to error for object”），修复或移除后重试。',
}
const READ_LOGS: Localized = {
  en: 'Read the setup logs of that phase upwards from the last occurrence of the code.',
  zh: '在该阶段的安装日志中，从代码最后一次出现处往上看。',
}
const CLEAN_START: Localized = {
  en: 'Disconnect peripherals, switch off or remove security programs, start with a clean boot, and try again.',
  zh: '断开外围设备，关闭或卸载安全软件，执行干净启动后重试。',
}
const DISK_FULL_CAUSE: Localized = {
  en: 'The disk ran full during setup.',
  zh: '安装过程中磁盘空间不足。',
}
const SYSTEM_PARTITION_CAUSE: Localized = {
  en: 'Setup could not make sense of the partitions, usually because there is more than one system partition.',
  zh: '安装程序无法识别分区布局，通常是存在多个系统分区。',
}
const DISCONNECT_DISKS: Localized = {
  en: 'Disconnect every disk that this Windows does not need to start, then try again.',
  zh: '断开此系统启动不需要的所有磁盘后重试。',
}

export const explainedPairs: readonly ExplainedPair[] = [
  [
    0xc1900101,
    0x20004,
    {
      en: 'The recovery environment could not be installed in the SafeOS phase; usually old drivers.',
      zh: 'SafeOS 阶段安装恢复环境失败，通常是驱动程序过旧。',
    },
    OLD_DRIVERS,
  ],
  [
    0xc1900101,
    0x2000c,
    {
      en: 'Applying the Windows image in SafeOS failed; usually drivers, or the disk.',
      zh: '在 SafeOS 中应用系统映像失败，通常是驱动程序或磁盘问题。',
    },
    {
      en: 'Unplug peripherals, update drivers, check the disk (chkdsk), and let setup take dynamic updates.',
      zh: '拔除外围设备，更新驱动程序，用 chkdsk 检查磁盘，并允许安装程序获取动态更新。',
    },
  ],
  [
    0xc1900101,
    0x20017,
    {
      en: 'SafeOS could not be started: a driver did something that is not allowed, often one of disk encryption, of a security agent or of storage and network hardware.',
      zh: 'SafeOS 启动失败：某个驱动程序执行了非法操作，常见于磁盘加密、安全软件，或存储和网络硬件的驱动。',
    },
    {
      en: 'Update or uninstall such drivers, remove the security agent, unplug devices and disable network adapters for the upgrade.',
      zh: '更新或卸载此类驱动，卸载安全软件，升级期间拔除设备并禁用网卡。',
    },
  ],
  [
    0xc1900101,
    0x30018,
    {
      en: 'A device driver hung while sysprep ran in the first boot.',
      zh: '首次启动中运行 sysprep 时，设备驱动程序没有响应。',
    },
    {
      en: 'Look in setupapi.dev.log of the rollback folder for the last device; unplug it, or take the driver from its vendor.',
      zh: '查看回退目录中 setupapi.dev.log 最后处理的设备，拔除该设备或改用厂商的驱动程序。',
    },
  ],
  [
    0xc1900101,
    0x3000d,
    {
      en: 'Migrating data in the first boot failed; the display driver is the usual reason.',
      zh: '首次启动中迁移数据失败，常见原因是显示驱动程序。',
    },
    { en: 'Update or uninstall the display driver.', zh: '更新或卸载显示驱动程序。' },
  ],
  [
    0xc1900101,
    0x4000d,
    {
      en: 'Migrating data in the second boot failed; a driver, often after a bug check.',
      zh: '第二次启动中迁移数据失败，与驱动程序有关，往往伴随蓝屏。',
    },
    {
      en: 'Look in the rollback log for "Crash 0x… detected" and read setupmem.dmp: the stop code leads to the driver.',
      zh: '在回退日志中查找“Crash 0x… detected”，并分析 setupmem.dmp，从停止代码找到驱动程序。',
    },
  ],
  [
    0xc1900101,
    0x40017,
    {
      en: 'The machine did not come up after the second restart; a faulty driver is usual, such as the filter driver of a security or encryption product.',
      zh: '第二次重启后系统没能启动，常见于有问题的驱动程序，例如安全或加密软件的筛选器驱动。',
    },
    {
      en: 'Look for setupmem.dmp and the bug check in the rollback folder; try again with the filter driver removed, or with a clean boot.',
      zh: '在回退目录中查找 setupmem.dmp 和蓝屏记录；卸载该筛选器驱动或执行干净启动后重试。',
    },
  ],
  [
    0xc1900101,
    0x4001e,
    {
      en: 'Setup failed in the second boot, before OOBE; usually a driver.',
      zh: '第二次启动、OOBE 之前失败，通常是驱动程序。',
    },
    OLD_DRIVERS,
  ],
  [
    0x80004005,
    0x20007,
    { en: 'A driver could not be installed in SafeOS.', zh: '在 SafeOS 中安装驱动程序失败。' },
    FIND_DRIVER,
  ],
  [0x80073bc3, 0x20009, SYSTEM_PARTITION_CAUSE, DISCONNECT_DISKS],
  [0x80070002, 0x20009, SYSTEM_PARTITION_CAUSE, DISCONNECT_DISKS],
  [0x80073b92, 0x20009, SYSTEM_PARTITION_CAUSE, DISCONNECT_DISKS],
  [
    0x800704b8,
    0x3001a,
    { en: 'An extended error in the first boot.', zh: '首次启动中发生扩展错误。' },
    CLEAN_START,
  ],
  [
    0x8007042b,
    0x4000d,
    {
      en: 'An object (file or registry key) could not be migrated in the second boot, for example a damaged file.',
      zh: '第二次启动中某个对象（文件或注册表项）无法迁移，例如文件已损坏。',
    },
    FIND_OBJECT,
  ],
  [
    0x8007042b,
    0x2000d,
    {
      en: 'An object (file or registry key) could not be migrated in SafeOS.',
      zh: '在 SafeOS 中某个对象（文件或注册表项）无法迁移。',
    },
    FIND_OBJECT,
  ],
  [
    0x8007001f,
    0x3000d,
    {
      en: 'Migrating user data failed; usually broken user profiles.',
      zh: '迁移用户数据失败，通常是用户配置文件异常。',
    },
    {
      en: 'Compare the ProfileList registry key with the folders in C:\\Users; remove entries without a folder and damaged profiles.',
      zh: '核对注册表 ProfileList 与 C:\\Users 下的文件夹，删除没有对应文件夹的项和损坏的配置文件。',
    },
  ],
  [
    0x8007001f,
    0x4000d,
    {
      en: 'A device did not work while data was migrated in the second boot.',
      zh: '第二次启动迁移数据时有设备不工作。',
    },
    {
      en: 'Find the device and its driver in setupapi.dev.log; update, disconnect or replace it.',
      zh: '在 setupapi.dev.log 中找到该设备及其驱动程序，更新、断开或更换。',
    },
  ],
  [
    0x8007042b,
    0x4001e,
    { en: 'Setup failed in the second boot, before OOBE.', zh: '第二次启动、OOBE 之前失败。' },
    CLEAN_START,
  ],
  [
    0x80070003,
    0x20007,
    {
      en: 'Installing a driver in SafeOS failed: a path of its package was not found.',
      zh: '在 SafeOS 中安装驱动程序失败：找不到驱动程序包的路径。',
    },
    FIND_DRIVER,
  ],
  [
    0x8007025d,
    0x2000c,
    { en: 'The installation image, or its metadata, is damaged.', zh: '安装映像或其元数据损坏。' },
    {
      en: 'Download the setup media again, or take another copy.',
      zh: '重新下载安装介质，或换一份副本。',
    },
  ],
  [0x80070490, 0x20007, { en: 'A driver is not compatible.', zh: '驱动程序不兼容。' }, FIND_DRIVER],
  [
    0xc1900200,
    0x20008,
    { en: 'The machine is below the minimum requirements.', zh: '计算机低于最低要求。' },
    {
      en: 'Read the compatibility report (CompatData_*.xml, ScanResult.xml).',
      zh: '查看兼容性报告（CompatData_*.xml、ScanResult.xml）。',
    },
  ],
  [
    0x80070004,
    0x3000d,
    { en: 'Migrating data in the first boot failed.', zh: '首次启动中迁移数据失败。' },
    READ_LOGS,
  ],
  [
    0x80070005,
    0x4000d,
    {
      en: 'Access was denied while data was migrated in the second boot.',
      zh: '第二次启动迁移数据时拒绝访问。',
    },
    READ_LOGS,
  ],
  [
    0x80070004,
    0x50012,
    { en: 'Setup could not open a file.', zh: '安装程序无法打开文件。' },
    READ_LOGS,
  ],
  [0x80070070, 0x50011, DISK_FULL_CAUSE, FREE_SPACE],
  [0x80070070, 0x50012, DISK_FULL_CAUSE, FREE_SPACE],
  [0x80070070, 0x60000, DISK_FULL_CAUSE, FREE_SPACE],
]
