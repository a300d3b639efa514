import type { Explanation } from '../explanation.ts'

/** Keyed by the Win32 number: one text serves 0x3, 0x80070003 and `result 3`. */
export const win32Explanations: readonly Explanation[] = [
  [0x0, 'Success.', '成功。'],
  [
    0x2,
    'A file was looked for and is not there. The line before usually names it; alone it is often harmless.',
    '要找的文件不存在。文件名一般在前几行；单独出现时往往无害。',
  ],
  [
    0x3,
    'A folder on the path does not exist: the path is wrong, or the folder was deleted, renamed or never copied.',
    '路径中的某个文件夹不存在：路径写错，或者文件夹被删除、改名、根本没有复制过来。',
  ],
  [
    0x5,
    'Access was denied: permissions, a policy, or a security program that guards the file or key.',
    '拒绝访问：权限不足、策略限制，或安全软件保护了该文件或注册表项。',
  ],
  [0x8, 'Not enough memory for the request.', '内存不足，无法完成请求。'],
  [
    0xd,
    'Data is not in the form that was expected. In servicing, a damaged file, manifest or registry value, or a driver whose registered state is broken.',
    '数据不是预期的格式。在更新服务中，常见于文件、清单或注册表值损坏，或驱动程序的注册信息异常。',
  ],
  [0xe, 'Out of memory.', '内存不足。'],
  [
    0x15,
    'The device is not ready, for example a drive without a medium.',
    '设备未就绪，例如驱动器中没有介质。',
  ],
  [
    0x17,
    'A checksum error while reading: the medium or the copy is damaged.',
    '读取时校验出错（CRC）：介质或副本已损坏。',
  ],
  [
    0x1f,
    'A device attached to the system does not work. Setup also reports this when a user profile cannot be migrated.',
    '连到系统上的设备没有正常工作。迁移用户配置文件失败时，安装程序也会报告此代码。',
  ],
  [
    0x20,
    'The file is in use by another process, often a virus scanner, a backup or an indexer.',
    '文件正被其他进程占用，常见于杀毒、备份或索引程序。',
  ],
  [0x21, 'Another process holds a lock on part of the file.', '其他进程锁定了该文件的一部分。'],
  [
    0x32,
    'The request is not supported here. Many probes end this way and mean nothing.',
    '此处不支持该请求。许多探测性调用都会这样结束，并不代表故障。',
  ],
  [
    0x35,
    'The network path was not found: the server or the share cannot be reached.',
    '找不到网络路径：服务器或共享无法访问。',
  ],
  [
    0x57,
    'A parameter is wrong: an option, a value in an answer file, or a call that this version does not know.',
    '参数错误：命令选项或应答文件中的值不对，或当前版本不认识该调用。',
  ],
  [
    0x70,
    'The disk is full. Look at which volume: the system drive, the system (EFI) partition and the recovery partition fill up separately.',
    '磁盘空间不足。要看是哪个卷：系统盘、系统（EFI）分区和恢复分区各自都可能写满。',
  ],
  [
    0x7b,
    'A file name, folder name or volume label is not valid.',
    '文件名、目录名或卷标语法不正确。',
  ],
  [
    0x7e,
    'A DLL or driver file, or one that it needs, was not found.',
    '找不到某个 DLL 或驱动文件，或者它依赖的文件。',
  ],
  [
    0x7f,
    'A DLL lacks a function that its caller needs: the versions of two files do not match.',
    'DLL 中没有调用方需要的函数：两个文件的版本不匹配。',
  ],
  [0x91, 'A folder could not be removed because it is not empty.', '目录不为空，无法删除。'],
  [
    0xb7,
    'What was to be created exists already. As a last-error value (gle) it is everyday noise.',
    '要创建的对象已经存在。作为 gle 值出现时是常见的无害信息。',
  ],
  [
    0xc1,
    'The file is not a program for this kind of Windows (for example 32-bit against 64-bit), or it is damaged.',
    '该文件不是适用于此系统的程序（例如 32 位与 64 位不符），或文件已损坏。',
  ],
  [0x10b, 'A name given as a folder is not a folder.', '指定的目录名无效，它不是一个目录。'],
  [
    0x241,
    'Windows cannot verify the signature of the file: it is unsigned, changed, damaged, or signed by someone who is not trusted here.',
    'Windows 无法验证该文件的数字签名：未签名、被改动、已损坏，或签名者在此系统上不受信任。',
  ],
  [
    0x25d,
    'Compressed data could not be unpacked: the package or the image is damaged.',
    '压缩数据无法解开：安装包或映像已损坏。',
  ],
  [
    0x2e4,
    'The operation needs administrator rights (elevation).',
    '该操作需要管理员权限（提升）。',
  ],
  [
    0x3e5,
    'Work goes on in the background. As a last-error value (gle) it is not a failure.',
    '操作在后台继续进行。作为 gle 值出现时不是故障。',
  ],
  [
    0x3f1,
    'The configuration registry database is corrupt: Windows refused to write or read an object in a registry hive. While a driver is being staged that hive is usually DRIVERS (driver database) or SYSTEM.',
    '配置注册表数据库已损坏：系统在某个注册表配置单元中读写对象时被拒绝。驱动暂存时，通常是 DRIVERS（驱动数据库）或 SYSTEM 配置单元。',
  ],
  [0x3f2, 'A registry key is not valid.', '注册表项无效。'],
  [0x3f3, 'A registry key could not be opened.', '无法打开注册表项。'],
  [
    0x3f8,
    'Reading or writing the registry failed on the disk: the hive, its log or its image in memory could not be read, written or flushed.',
    '注册表的磁盘读写失败：配置单元、其日志或内存中的映像无法读取、写入或刷新。',
  ],
  [
    0x3f9,
    'The file to be loaded as a registry hive is not one.',
    '要加载的文件不是注册表配置单元文件。',
  ],
  [
    0x3fa,
    'The registry key has been marked for deletion and cannot be used any more.',
    '该注册表项已被标记为删除，不能再使用。',
  ],
  [
    0x41d,
    'A service did not answer the start or control request in time.',
    '服务没有及时响应启动或控制请求。',
  ],
  [
    0x422,
    'The service is disabled, or no enabled device belongs to it.',
    '服务已被禁用，或没有与之关联的已启用设备。',
  ],
  [0x424, 'The service is not installed.', '指定的服务未安装。'],
  [
    0x42b,
    'A process ended unexpectedly. From an upgrade it usually means that the migration of one object failed; the migration lines name it.',
    '进程意外终止。升级中通常表示某个对象迁移失败，迁移（MIG）日志行会写明是哪个对象。',
  ],
  [0x42c, 'A service that this one depends on did not start.', '该服务依赖的服务未能启动。'],
  [
    0x45b,
    'The system is already shutting down or restarting. This follows from the restart and is not its cause.',
    '系统正在关机或重启。这是重启带来的后果，不是原因。',
  ],
  [
    0x45d,
    'A device reported a read or write error: disk, cable, controller or driver.',
    '设备读写出错：磁盘、线缆、控制器或驱动程序。',
  ],
  [0x48f, 'The device is not connected.', '设备未连接。'],
  [
    0x490,
    'An element was not found. Logs of healthy machines hold many of these; it counts only where the failing operation itself returns it.',
    '找不到元素。正常机器的日志里也有很多；只有失败的操作本身返回它时才有意义。',
  ],
  [
    0x4b8,
    'An extended error occurred: the code says nothing itself, the real one stands nearby.',
    '发生了扩展错误：代码本身不说明原因，真正的错误在附近的行。',
  ],
  [
    0x4c7,
    'The operation was cancelled, by the user or by the program.',
    '操作被取消，由用户或程序取消。',
  ],
  [
    0x4d3,
    'The request was aborted: by a shutdown, by the caller, or by a mount folder that is in use.',
    '请求被中止：系统关机、调用方中止，或挂载目录正被占用。',
  ],
  [
    0x4ec,
    'A group policy (software restriction, AppLocker) blocked the program.',
    '组策略（软件限制策略、AppLocker）阻止了该程序。',
  ],
  [
    0x4fb,
    'The driver was blocked from loading, because it is known to cause trouble or because a policy forbids it.',
    '驱动程序被阻止加载：已知存在问题，或被策略禁止。',
  ],
  [0x522, 'The account lacks a privilege that the operation needs.', '账户缺少该操作所需的特权。'],
  [0x54f, 'An internal error without further detail.', '内部错误，没有更多说明。'],
  [
    0x570,
    'A file or folder is damaged and cannot be read: check the disk, and the image or package it came from.',
    '文件或目录已损坏且无法读取：检查磁盘，以及它所来自的映像或安装包。',
  ],
  [0x571, 'The structure of the disk is damaged and cannot be read.', '磁盘结构已损坏且无法读取。'],
  [0x5aa, 'Not enough system resources.', '系统资源不足。'],
  [0x5af, 'The paging file is too small for the operation.', '页面文件太小，无法完成操作。'],
  [0x5b4, 'The operation timed out.', '操作超时。'],
  [
    0x643,
    'A fatal error during the installation of a package. Its own log tells the reason.',
    '安装过程中发生严重错误，原因要看该安装包自己的日志。',
  ],
  [0x652, 'Another installation is already in progress.', '另一个安装正在进行。'],
  [
    0x6ba,
    'The service that should answer the call is not running or cannot be reached.',
    'RPC 服务器不可用：应答的服务没有运行或无法访问。',
  ],
  [
    0x6be,
    'A call to another process failed midway: that process ended or hung.',
    '远程过程调用失败：对方进程中途退出或挂起。',
  ],
  [0xbc2, 'Success; a restart is needed to finish.', '操作成功，需要重启才能完成。'],
  [
    0xbc9,
    'The operation failed, and a restart is needed to undo what had been changed.',
    '操作失败，需要重启以撤销已做的更改。',
  ],
  [
    0x1126,
    'A file or folder that should be a link (reparse point) is not one.',
    '该文件或目录不是重分析点。',
  ],
  [
    0x139f,
    'The object is not in a state that allows the operation.',
    '对象当前的状态不允许此操作。',
  ],
  [0x2ee2, 'The connection to the server timed out.', '连接服务器超时。'],
  [
    0x2ee7,
    'The name of the server or proxy could not be resolved: DNS or proxy setting.',
    '无法解析服务器或代理的名称：检查 DNS 或代理设置。',
  ],
  [0x2efd, 'No connection to the server could be made.', '无法与服务器建立连接。'],
  [0x2efe, 'The connection to the server was closed or reset.', '与服务器的连接被关闭或重置。'],
  [
    0x2f8f,
    'The secure connection failed: certificate, clock of the machine, or TLS setting.',
    '安全连接失败：证书、本机时间或 TLS 设置有问题。',
  ],
  [
    0x36b1,
    'A program could not be started because its side-by-side configuration is wrong; often a runtime library is missing.',
    '应用程序的并行（side-by-side）配置不正确，无法启动，常见于缺少运行库。',
  ],
  [
    0x36b3,
    'A component (assembly) that was referred to is not in the component store.',
    '引用的组件（程序集）不在组件存储中。',
  ],
  [
    0x3701,
    'A component (assembly) that the update builds on is missing from the component store.',
    '组件存储中缺少更新所依赖的组件（程序集）。',
  ],
  [
    0x3712,
    'The component store is in an inconsistent state (corrupt).',
    '组件存储处于不一致状态（已损坏）。',
  ],
  [
    0x371b,
    'The update needs a component that belongs to the transaction and was not found.',
    '事务不完整：缺少更新所需的一个成员组件。',
  ],
  [
    0x3bc3,
    'The system device (the disk that the firmware starts from) was not found. Setup meets this with several system partitions.',
    '找不到系统设备（固件启动所用的磁盘）。存在多个系统分区时，安装程序会遇到此错误。',
  ],
]
