import type { Explanation } from '../explanation.ts'

/** NTSTATUS values and the general HRESULTs. */
export const statusExplanations: readonly Explanation[] = [
  [
    0x80000003,
    'A breakpoint. In the header of a crash dump it is the breakpoint of the bug check itself, not the first fault.',
    '断点。转储文件头中的这个值是错误检查自身的断点，不是最初的故障。',
  ],
  [0xc0000001, 'The operation failed; no detail is given.', '操作失败，没有给出细节。'],
  [
    0xc0000005,
    'Access violation: code read, wrote or executed memory that it may not, often through a null pointer.',
    '访问冲突：代码读、写或执行了不允许访问的内存，常见于空指针。',
  ],
  [
    0xc0000006,
    'A page that was needed could not be read from disk (in-page error).',
    '所需的内存页无法从磁盘读入（页面读入错误）。',
  ],
  [0xc000000d, 'A parameter is not valid.', '参数无效。'],
  [0xc000000e, 'The device does not exist.', '设备不存在。'],
  [0xc000000f, 'The file does not exist.', '文件不存在。'],
  [0xc0000017, 'Not enough memory.', '内存不足。'],
  [
    0xc000001d,
    'An instruction that the processor does not know was executed.',
    '执行了处理器不认识的指令。',
  ],
  [0xc0000022, 'Access was denied.', '拒绝访问。'],
  [
    0xc0000034,
    'The object (file, key, device) was not found under that name.',
    '找不到该名称的对象（文件、注册表项、设备）。',
  ],
  [0xc0000035, 'An object of that name exists already.', '该名称的对象已经存在。'],
  [0xc000003a, 'A folder on the path was not found.', '找不到路径中的某个目录。'],
  [0xc0000043, 'The file is in use by another process.', '文件正被其他进程占用。'],
  [
    0xc000007b,
    'The file is not a valid program image for this system.',
    '该文件不是此系统上有效的程序映像。',
  ],
  [0xc0000096, 'A privileged instruction was executed.', '执行了特权指令。'],
  [0xc000009a, 'Not enough system resources.', '系统资源不足。'],
  [
    0xc000009c,
    'A data error while reading the device: the disk is suspect.',
    '读取设备时数据出错：磁盘可疑。',
  ],
  [0xc00000fd, 'The stack overflowed.', '堆栈溢出。'],
  [0xc0000135, 'A DLL that the program needs was not found.', '找不到程序所需的 DLL。'],
  [0xc0000142, 'A DLL failed to initialize.', 'DLL 初始化失败。'],
  [0xc000014c, 'The registry is corrupt.', '注册表已损坏。'],
  [
    0xc0000185,
    'A device reported an input or output error: disk, cable, controller or driver.',
    '设备输入输出错误：磁盘、线缆、控制器或驱动程序。',
  ],
  [
    0xc0000218,
    'A registry hive could not be loaded: its file is missing or damaged.',
    '无法加载注册表配置单元：文件丢失或已损坏。',
  ],
  [
    0xc000021a,
    'A process without which Windows cannot run (winlogon, csrss) ended.',
    '系统运行所必需的进程（winlogon、csrss）已终止。',
  ],
  [
    0xc0000221,
    'The checksum of a system file is wrong: the file is damaged.',
    '系统文件的校验和不符：文件已损坏。',
  ],
  [0xc0000225, 'Something that was looked for was not found.', '找不到所需的对象。'],
  [0xc000026c, 'A driver could not be loaded.', '无法加载驱动程序。'],
  [
    0xc0000365,
    'The driver was loaded, but its entry routine (DriverEntry) returned a failure.',
    '驱动程序已加载，但入口例程（DriverEntry）返回失败。',
  ],
  [0xc0000374, 'The heap of the process is corrupt.', '进程的堆已损坏。'],
  [
    0xc0000409,
    'The process stopped itself after a security check (stack cookie, fast fail).',
    '进程因安全检查（堆栈 cookie、快速失败）自行终止。',
  ],
  [0xc0000428, 'The signature of the file cannot be verified.', '无法验证该文件的数字签名。'],
  [
    0xc0000906,
    'A security program blocked the file as infected.',
    '安全软件认为文件感染病毒，已阻止。',
  ],

  [0x80004001, 'Not implemented.', '未实现。'],
  [0x80004004, 'The operation was aborted.', '操作被中止。'],
  [
    0x80004005,
    'An unspecified error. The code says nothing itself: look for the lines just before it.',
    '未指定的错误。代码本身不说明原因，要看它前面的几行。',
  ],
  [
    0x8000ffff,
    'An unexpected, catastrophic failure inside a component.',
    '组件内部发生意外的严重故障。',
  ],
  [0x80040154, 'A COM class is not registered.', 'COM 类没有注册。'],
  [
    0x80090011,
    'An object was not found. During an upgrade it is reported when a driver fails while user data is migrated.',
    '找不到对象。升级中，迁移用户数据时驱动程序出错会报告此代码。',
  ],
  [
    0x80096010,
    'The digital signature does not match the contents: the file was changed or damaged.',
    '数字签名与内容不符：文件被改动或已损坏。',
  ],
  [0x800b0100, 'The file has no digital signature.', '文件没有数字签名。'],
  [
    0x800b0109,
    'The chain of certificates ends in a root that is not trusted here.',
    '证书链终止于不受信任的根证书。',
  ],
]
