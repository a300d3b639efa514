import type { Explanation } from '../explanation.ts'

/** CBS_E_* and PSFX_E_*. The vendor publishes names only; the texts are this project's own. */
export const servicingExplanations: readonly Explanation[] = [
  [0x800f0800, 'An internal error of the servicing stack.', '服务堆栈内部错误。'],
  [
    0x800f0805,
    'The package is not valid or not known on this machine. Asked about a package that is not installed, CBS answers so too: with no failed operation beside it, it is noise.',
    '程序包无效，或本机没有该程序包。查询未安装的程序包时 CBS 也会这样回答；旁边没有失败的操作时可以忽略。',
  ],
  [0x800f0806, 'Another servicing operation waits for a restart.', '有服务操作正等待重启。'],
  [0x800f0807, 'The package cannot be installed as it is.', '该程序包不可安装。'],
  [0x800f080a, 'The servicing session must be established again.', '需要重新建立服务会话。'],
  [
    0x800f0816,
    'The unpacking job was saved and will go on later.',
    '解包任务的状态已保存，稍后继续。',
  ],
  [
    0x800f0818,
    'The identity of a package does not match what was expected: damaged servicing metadata, or a package for another version.',
    '程序包标识不匹配：服务元数据损坏，或程序包属于其他版本。',
  ],
  [
    0x800f081e,
    'The update does not apply to this machine: wrong edition, version or architecture, or replaced by a newer one.',
    '更新不适用于此计算机：版本、版次或体系结构不符，或已被更新的补丁取代。',
  ],
  [
    0x800f081f,
    'The source of a component was not found: the files needed to repair or to add it are neither in the component store nor at the place given.',
    '找不到组件的源文件：修复或添加该组件所需的文件既不在组件存储中，也不在指定的位置。',
  ],
  [0x800f0820, 'The servicing operation was cancelled.', '服务操作被取消。'],
  [
    0x800f0821,
    'The servicing operation was aborted, for example because the machine was shut down or a call timed out.',
    '服务操作被中止，例如计算机关机或调用超时。',
  ],
  [
    0x800f0823,
    'A newer servicing stack is needed before this package.',
    '安装此程序包之前需要更新的服务堆栈（SSU）。',
  ],
  [
    0x800f0825,
    'The package cannot be removed: it is permanent, or others depend on it.',
    '该程序包不能卸载：它是永久程序包，或被其他程序包依赖。',
  ],
  [
    0x800f0826,
    'The operation could not run because another pending one failed.',
    '由于另一个挂起的操作失败，此操作无法执行。',
  ],
  [0x800f0828, 'Not enough disk space for servicing.', '磁盘空间不足，无法进行更新服务。'],
  [0x800f082e, 'The operation is not allowed on an offline image.', '不允许对脱机映像执行此操作。'],
  [
    0x800f082f,
    'The package must be installed alone and cannot be merged with pending operations: restart first.',
    '该程序包必须单独安装，不能与挂起的操作合并：请先重启。',
  ],
  [
    0x800f0830,
    'The image cannot be serviced any more: an earlier operation on it failed and left it broken.',
    '该映像已无法再进行服务：此前的操作失败使其损坏。',
  ],
  [
    0x800f0831,
    'The component store is corrupt; most often an earlier update, on which this one builds, is missing.',
    '组件存储损坏；最常见的是缺少此更新所依赖的某个较早的更新。',
  ],
  [
    0x800f0832,
    'The component store has more damage than can be repaired.',
    '组件存储损坏过多，无法修复。',
  ],
  [
    0x800f0838,
    'The update needs a baseline that is missing and must be serviced again.',
    '缺少所需的基线版本，需要重新安装。',
  ],
  [0x800f0840, 'The stored servicing session is corrupt.', '保存的服务会话已损坏。'],
  [
    0x800f0841,
    'The servicing session was interrupted, for example by a power cut or a forced restart.',
    '服务会话被中断，例如断电或强制重启。',
  ],
  [
    0x800f0900,
    'The XML of a manifest or of a servicing file could not be read: the file is damaged.',
    '无法解析清单或服务文件的 XML：文件已损坏。',
  ],
  [0x800f0902, 'The servicing stack is busy with another operation.', '服务堆栈正忙于另一个操作。'],
  [
    0x800f0906,
    'The files of a feature could not be downloaded. Check the way to Windows Update or WSUS, or give a source.',
    '无法下载功能所需的文件。检查到 Windows Update 或 WSUS 的连接，或指定源。',
  ],
  [
    0x800f0907,
    'A group policy forbids downloading the files of a feature.',
    '组策略不允许下载该功能所需的文件。',
  ],
  [
    0x800f0908,
    'The download was not made because the network is metered.',
    '当前网络为按流量计费的网络，未进行下载。',
  ],
  [
    0x800f0912,
    'The local source of an optional feature was not found.',
    '找不到可选功能的本地源。',
  ],
  [
    0x800f0914,
    'The recovery environment (WinRE) is not enabled on this machine.',
    '此计算机未启用恢复环境（WinRE）。',
  ],
  [0x800f0915, 'The content needed for a repair was not found.', '找不到修复所需的内容。'],
  [0x800f0916, 'A payload file of the package is missing.', '程序包缺少有效负载文件。'],
  [
    0x800f0920,
    'The servicing work did not go on within its time limit during the last start, so it was taken as hung and rolled back.',
    '上次启动时服务操作在限定时间内没有进展，被判定为挂起并回退。',
  ],
  [
    0x800f0921,
    'The basic installers (files, registry) failed.',
    '基本安装程序（文件、注册表）执行失败。',
  ],
  [
    0x800f0922,
    'An advanced installer failed: the step that sets up services, boot files, drivers and the like. The CSI lines just before name it. A full system (EFI) partition is one known reason.',
    '高级安装程序执行失败，即负责配置服务、启动文件、驱动等的步骤；紧邻其前的 CSI 行会写明是哪一个。系统（EFI）分区写满是已知原因之一。',
  ],
  [
    0x800f0923,
    'The machine was started in safe mode while servicing work was pending.',
    '存在挂起的服务操作时，计算机以安全模式启动。',
  ],
  [
    0x800f0950,
    'The update servers offer no optional content for this build.',
    '更新服务器上没有适用于此版本的可选内容。',
  ],
  [
    0x800f0954,
    'An optional feature could not be fetched from the update servers: usually the machine points to a WSUS server that does not hold it.',
    '无法从更新服务器获取可选功能：通常是计算机指向的 WSUS 服务器没有该内容。',
  ],
  [
    0x800f0982,
    'No component matching the update was found in the component store.',
    '组件存储中找不到与更新匹配的组件。',
  ],
  [
    0x800f0983,
    'The folder of a component that the update patches is missing.',
    '缺少更新要修补的组件的目录。',
  ],
  [
    0x800f0984,
    'A file that the update patches is missing from the component store.',
    '组件存储中缺少更新要修补的文件。',
  ],
  [
    0x800f0985,
    'Computing a file back to its base version (reverse delta) failed: the installed file is not the expected one.',
    '将文件还原到基础版本（反向增量）失败：已安装的文件与预期不符。',
  ],
  [
    0x800f0986,
    'Computing a file to its new version (forward delta) failed: the base file is not the expected one.',
    '将文件更新到新版本（正向增量）失败：基础文件与预期不符。',
  ],
  [
    0x800f0988,
    'The deltas in the update do not fit the files on the machine.',
    '更新中的增量与本机文件不匹配。',
  ],
  [0x800f0991, 'A payload file of the update is missing.', '更新缺少有效负载文件。'],
]
