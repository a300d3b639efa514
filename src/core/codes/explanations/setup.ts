import type { Explanation } from '../explanation.ts'

/** MOSETUP_E_* and the other codes that only Windows Setup and its image tools use. */
export const setupExplanations: readonly Explanation[] = [
  [
    0xc1900100,
    'The versions of the setup files do not match each other.',
    '安装文件之间的版本不匹配。',
  ],
  [
    0xc1900101,
    'The upgrade was rolled back. The code is generic: most often a driver is behind it. The second number (extend code) tells phase and operation.',
    '升级已回滚。这是通用代码，最常见的原因是驱动程序；阶段和操作看第二个数字（扩展代码）。',
  ],
  [
    0xc1900102,
    'Setup could not block a shutdown for the time of its work (it could not set or clear the message for it).',
    '安装程序无法设置或撤销关机阻止消息。',
  ],
  [
    0xc1900103,
    'Compatibility issues that were reported were not resolved within the time limit.',
    '兼容性问题没有在限定时间内解决。',
  ],
  [0xc1900104, 'A process of setup took too long.', '安装进程超时。'],
  [0xc1900106, 'The setup process was terminated.', '安装进程被终止。'],
  [
    0xc1900107,
    'Clean-up of an earlier upgrade is still pending: restart, then remove the left-over setup files.',
    '上一次升级的清理尚未完成：先重启，再清理残留的安装文件。',
  ],
  [
    0xc1900108,
    'Setup replaced the real error with this code for its report. It is not the failure: read the code it was mapped from.',
    '安装程序上报时用此代码替换了真实错误。它不是故障本身，应看被替换之前的代码。',
  ],
  [
    0xc190010a,
    'Setup does not know an option of its command line.',
    '安装程序不认识某个命令行选项。',
  ],
  [0xc190010b, 'The Windows image to install was not found.', '找不到要安装的系统映像。'],
  [0xc190010d, 'The command line of setup is not valid.', '安装程序的命令行无效。'],
  [
    0xc190010e,
    'The installation needs the licence terms to be accepted, and they were not.',
    '安装需要接受许可条款，但没有接受。',
  ],
  [0xc1900112, 'The drive to install to was not found.', '找不到目标驱动器。'],
  [0xc190011f, 'A process of setup crashed.', '安装进程崩溃。'],
  [
    0xc1900130,
    'The hash of this installation was not found, so setup cannot go on.',
    '找不到本次安装的哈希值，安装无法继续。',
  ],
  [
    0xc1900131,
    'The hash of this installation does not match, so setup cannot go on.',
    '本次安装的哈希值不匹配，安装无法继续。',
  ],
  [
    0xc19001df,
    'The disk is full. Setup maps 0x80070070 to this code.',
    '磁盘空间不足。安装程序把 0x80070070 映射为此代码。',
  ],
  [
    0xc19001e0,
    'GatherOsState.exe, which collects the state of the old system, failed.',
    '收集旧系统状态的 GatherOsState.exe 执行失败。',
  ],
  [0xc19001e1, 'The setup process was suspended.', '安装进程被挂起。'],
  [
    0xc19001e2,
    'A custom script that runs before installing failed.',
    '安装前的自定义脚本执行失败。',
  ],
  [
    0xc19001e3,
    'A custom script that runs before the commit failed.',
    '提交前的自定义脚本执行失败。',
  ],
  [
    0xc19001e4,
    'A custom script that runs after a failure failed itself.',
    '失败后运行的自定义脚本自身执行失败。',
  ],
  [0xc19001e5, 'A custom script took too long.', '自定义脚本执行超时。'],
  [
    0xc1900200,
    'The machine does not meet the minimum requirements of this Windows.',
    '计算机不满足此 Windows 的最低要求。',
  ],
  [
    0xc1900202,
    'The machine does not meet the requirements for downloading the update.',
    '计算机不满足下载更新的要求。',
  ],
  [
    0xc1900204,
    'What was chosen to be kept cannot be migrated, often because edition, language or architecture do not fit.',
    '所选的保留方式无法迁移，常见于版本、语言或体系结构不匹配。',
  ],
  [0xc1900206, 'A device is not compatible with this Windows.', '有设备与此 Windows 不兼容。'],
  [
    0xc1900208,
    'The compatibility check found a blocker for the installation, usually a program or a driver; the compatibility report names it.',
    '兼容性检查发现阻止安装的项目，通常是某个程序或驱动程序，兼容性报告会写明。',
  ],
  [
    0xc1900209,
    'The upgrade was cancelled because the compatibility check did not pass, usually because of a program that cannot be carried over.',
    '兼容性检查未通过，升级被取消；通常是有无法迁移的程序。',
  ],
  [
    0xc190020a,
    'The machine does not meet the requirements for recovery.',
    '计算机不满足恢复的要求。',
  ],
  [
    0xc190020c,
    'There is not enough disk space to download the update.',
    '磁盘空间不足，无法下载更新。',
  ],
  [0xc190020e, 'There is not enough disk space to install.', '磁盘空间不足，无法安装。'],
  [
    0xc190020f,
    'The installation was cancelled because of too little disk space.',
    '磁盘空间不足，安装被取消。',
  ],
  [
    0xc1900210,
    'Only the compatibility check was asked for, and it found nothing in the way.',
    '只请求了兼容性扫描，未发现问题。',
  ],
  [
    0xc1900211,
    'There is not enough disk space to download and unpack the setup files.',
    '磁盘空间不足，无法下载并解压安装文件。',
  ],
  [
    0xc1900212,
    'There is not enough disk space to download and unpack the setup files for several architectures.',
    '磁盘空间不足，无法下载并解压多体系结构的安装文件。',
  ],
  [0xc1900213, 'No upgrade offer matches the machine.', '没有与此计算机匹配的升级。'],
  [0xc1900214, 'This version of the setup tool is not supported.', '不支持此版本的安装工具。'],
  [
    0xc1900215,
    'The setup files hold no image that fits this system.',
    '安装文件中没有适合此系统的映像。',
  ],
  [0xc1900216, 'A rollback of an earlier attempt is still pending.', '上一次尝试的回滚尚未完成。'],
  [0xc1900220, 'The compatibility report could not be displayed.', '无法显示兼容性报告。'],
  [0xc1900403, 'Files of the update are corrupt.', '更新的有效负载文件已损坏。'],
  [0xc1900404, 'The installation program was not found.', '找不到安装程序的可执行文件。'],
  [0xc1900405, 'The installation program ended unexpectedly.', '安装程序意外终止。'],

  [
    0x8030000c,
    'Windows Setup (audit.exe, answer file passes) reports that a configuration pass failed. The code has no published name; the reason stands in the lines of the same pass above.',
    '安装程序（audit.exe、应答文件各配置阶段）报告某个配置阶段失败。此代码没有公开名称，原因在同一阶段的前面几行。',
  ],
  [
    0xc1800118,
    'A package from WSUS could not be decrypted: the server synchronized the upgrade before it could handle encrypted content.',
    'WSUS 下发的升级包无法解密：服务器在支持加密内容之前就同步了该升级。',
  ],
  [0xc7700112, 'Data could not be written to the system drive.', '无法将数据写入系统驱动器。'],

  [
    0xc1420101,
    'The image file is read-only and cannot be mounted for writing.',
    '映像文件为只读，无法以读写方式装载。',
  ],
  [0xc142010b, 'No image is mounted in the folder.', '该目录没有装载映像。'],
  [
    0xc142010c,
    'Changes cannot be saved: the image was mounted read-only.',
    '映像以只读方式装载，无法提交更改。',
  ],
  [0xc1420111, 'The mounted image was not found.', '找不到已装载的映像。'],
  [0xc1420112, 'A file in the mount folder is in use.', '装载目录中有文件正被使用。'],
  [0xc1420113, 'The folder already holds a mounted image.', '该目录已装载了映像。'],
  [0xc1420114, 'The mount folder is not empty.', '装载目录不为空。'],
  [0xc1420115, 'The mount folder does not exist.', '装载目录不存在。'],
  [
    0xc1420117,
    'The folder could not be unmounted completely: a program still has files open in it.',
    '目录无法完全卸载：仍有程序打开其中的文件。',
  ],
  [0xc1420118, 'The mounted image is in use by another process.', '已装载的映像正被其他进程使用。'],
  [
    0xc142011c,
    'The folder is not a mounted image. Setup and DISM probe folders this way; alone it is harmless.',
    '该目录不是已装载的映像。安装程序和 DISM 会这样探测目录，单独出现时无害。',
  ],
  [
    0xc142011d,
    'Changes cannot be saved: the image is partly unmounted, or still being mounted.',
    '无法提交更改：映像部分卸载，或仍在装载中。',
  ],
  [
    0xc142011f,
    'The volume of the mount folder does not support reparse points.',
    '装载目录所在的卷不支持重分析点。',
  ],
  [0xc1420120, 'The mount in this folder is damaged.', '该目录中的装载已损坏。'],
  [
    0xc1420122,
    'The image file was changed after it was mounted, so changes cannot be saved to it.',
    '映像文件在装载后被更改，无法提交。',
  ],
  [
    0xc1420124,
    'The image file was changed after it was mounted, so it cannot be mounted again.',
    '映像文件在装载后被更改，无法重新装载。',
  ],
  [0xc1420125, 'The image is just being unmounted.', '映像正在卸载。'],
  [0xc1420126, 'The image is already mounted.', '映像已经装载。'],
  [
    0xc1420127,
    'The image is already mounted for reading and writing, often a left-over of an earlier attempt.',
    '映像已以读写方式装载，常见于上一次尝试的残留。',
  ],
  [0xc1420130, 'A split image file (.swm) cannot be mounted.', '拆分的映像文件（.swm）无法装载。'],
  [
    0xc1420131,
    'An image cannot be mounted to the root of a volume.',
    '不能把映像装载到卷的根目录。',
  ],
  [
    0xc1420132,
    'The mount was made by another version of the imaging library (wimgapi).',
    '该装载由其他版本的映像库（wimgapi）创建。',
  ],
  [0xc1420134, 'The mount folder must be on a fixed drive.', '装载目录必须位于固定磁盘。'],
]
