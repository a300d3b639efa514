import type { Explanation } from '../explanation.ts'

/** Bug checks, keyed by the base code (without the M form). */
export const bugCheckExplanations: readonly Explanation[] = [
  [
    0x0a,
    'Kernel code touched memory that is invalid or paged out while the processor ran at a raised IRQL: usually a driver, or what a driver passed on.',
    '内核代码在较高 IRQL 下访问了无效或已换出的内存，通常由驱动程序或其传入的参数引起。',
  ],
  [
    0x19,
    'The header of a pool block is damaged: a driver wrote beyond its memory.',
    '池块头部损坏：驱动程序写越界。',
  ],
  [
    0x1a,
    'A severe error in memory management; P1 tells which. Faulty memory is possible as well as a driver.',
    '内存管理发生严重错误，类型看 P1；可能是驱动程序，也可能是内存硬件故障。',
  ],
  [0x1e, 'Kernel code raised an exception that nothing handled.', '内核代码引发了未处理的异常。'],
  [
    0x24,
    'The NTFS file system driver met a problem; check the disk.',
    'NTFS 文件系统驱动程序出错，应检查磁盘。',
  ],
  [
    0x3b,
    'An exception while a system service ran on behalf of a program.',
    '执行系统服务例程时发生异常。',
  ],
  [
    0x50,
    'Memory that should always be there was not: a freed or wrong address, seldom faulty memory.',
    '引用了不存在的系统内存：地址已释放或错误，少数情况是内存硬件故障。',
  ],
  [
    0x74,
    'The SYSTEM registry hive is damaged or lacks what the start needs.',
    'SYSTEM 注册表配置单元损坏，或缺少启动所需的内容。',
  ],
  [0x7a, 'A page of the kernel could not be read from disk.', '无法从磁盘读入内核内存页。'],
  [
    0x7b,
    'Windows lost access to the disk it starts from: the storage driver is missing, disabled or wrong, or the controller mode was changed.',
    '系统无法访问启动磁盘：存储驱动缺失、被禁用或不匹配，或控制器模式被更改。',
  ],
  [
    0x7e,
    'A system thread raised an exception that it did not handle. P1 is the exception, P2 the place; during start it is usually a driver that is being loaded.',
    '系统线程引发了未处理的异常。P1 为异常代码，P2 为出错地址；启动期间通常是正在加载的驱动程序。',
  ],
  [
    0x7f,
    'The processor raised a trap that the kernel may not handle, for example a double fault (stack overflow).',
    '处理器产生了内核无法处理的陷阱，例如双重故障（堆栈溢出）。',
  ],
  [
    0x8e,
    'Kernel code raised an exception that nothing handled (32-bit form).',
    '内核代码引发了未处理的异常（32 位形式）。',
  ],
  [
    0x9f,
    'A driver did not finish a change of power state in time.',
    '驱动程序没有及时完成电源状态转换。',
  ],
  [0xc2, 'A driver made a wrong request to the memory pool.', '驱动程序对内存池的请求有误。'],
  [
    0xc4,
    'Driver Verifier caught a driver breaking a rule.',
    '驱动程序验证器发现驱动程序违反规则。',
  ],
  [0xc5, 'A driver damaged the memory pool.', '驱动程序破坏了内存池。'],
  [
    0xd1,
    'A driver touched memory that is invalid or paged out while the processor ran at a raised IRQL.',
    '驱动程序在较高 IRQL 下访问了无效或已换出的内存。',
  ],
  [0xed, 'The volume that Windows starts from could not be mounted.', '无法装载启动卷。'],
  [0xef, 'A process without which Windows cannot run ended.', '系统运行所必需的进程已终止。'],
  [
    0xf4,
    'A process or thread without which Windows cannot run ended.',
    '系统运行所必需的进程或线程已终止。',
  ],
  [
    0xfc,
    'A driver tried to execute memory that may not be executed.',
    '驱动程序试图执行不可执行的内存。',
  ],
  [
    0x101,
    'A processor did not answer the clock interrupt in time.',
    '某个处理器没有及时响应时钟中断。',
  ],
  [
    0x109,
    'The kernel found its own code or data changed: a driver, or faulty hardware.',
    '内核发现自身的代码或数据被修改：驱动程序或硬件故障。',
  ],
  [0x116, 'The display driver did not recover from a time-out.', '显示驱动程序超时后未能恢复。'],
  [0x124, 'The hardware reported an uncorrectable error.', '硬件报告了不可纠正的错误。'],
  [
    0x133,
    'A driver kept a processor busy in a DPC, or at a raised IRQL, for too long.',
    '驱动程序在 DPC 或较高 IRQL 下占用处理器时间过长。',
  ],
  [
    0x139,
    'The kernel found a critical data structure damaged; P1 tells which kind.',
    '内核发现关键数据结构损坏，类型看 P1。',
  ],
  [
    0xc000021a,
    'A process of the system (winlogon or csrss) ended, or was damaged.',
    '系统进程（winlogon 或 csrss）终止或被破坏。',
  ],
]
