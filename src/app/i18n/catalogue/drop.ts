import { twoLanguages } from '../two-languages.ts'

/** The first screen, reading, refusal, passwords. */
export const drop = twoLanguages({
  en: {
    promise:
      'Drop the Windows setup, update or driver logs of a machine that failed, and read what failed first, what followed, and where it ended.',
    dropArea: 'Drop an archive, a folder or loose log files here',
    openBundle: 'Open log bundle',
    openFolder: 'Open folder',
    trySample: 'Try a sample',
    sampleMissing: 'This sample could not be loaded ({why}).',
    nothingLeaves: 'Nothing leaves this page',
    nothingLeavesWhy:
      'The logs are read by this page, in this browser. The page’s own policy forbids every connection, so it could not send them if it tried.',
    howToCheck: 'How to check',
    checkPolicy:
      "Look at the page’s source: its first line in <head> is a Content-Security-Policy with connect-src 'none'.",
    checkNetwork:
      'Press F12, open the Network tab, then open a bundle: nothing is requested but this page’s own files.',
    checkOffline: 'Or take the computer off the network now: everything still works.',
    recent: 'Recent sessions',
    reads:
      'Reads the logs of Windows Setup, servicing, updates and drivers, event logs, crash dumps and machine inventories: in zip, cab, 7z, rar and tar archives, folders and loose files. Any other text, and pictures, can be looked at.',
    reading: 'Reading bundle',
    readingName: 'Reading {name}',
    cancel: 'Cancel',
    stageListing: 'Listing files',
    stageUnpacking: 'Unpacking an archive',
    stageReading: 'Reading files',
    stageStory: 'Putting the story together',
    stageKeeping: 'Keeping the session',
    bytesOf: '{done} of {total}',
    entriesOf: '{done} of {total} {total|file|files}',
    soFarNothing: 'Found so far: nothing yet. What is found is shown here as it comes.',
    refusedTitle: 'This could not be read',
    refusedAgain: 'Choose something else below, or drop it anywhere on this page.',
    lockedTitle: 'A password is needed',
    locked: '{archive} is encrypted ({count} {count|file|files}).',
    password: 'Password for {archive}',
    unlock: 'Unlock',
    wrongPassword:
      'That password does not open {archive}. Check capitals and keyboard layout, and try again.',
    laterLocked: 'The other files are shown without it.',
    nothingDropped: 'What was dropped holds no files.',
    bundleOfFiles: '{count} files',
    unreadableDrop:
      'The browser would not hand over {name}. Use “Open log bundle” or “Open folder” instead.',
  },
  zh: {
    promise:
      '把故障计算机的 Windows 安装、更新或驱动程序日志拖到这里，即可看到最先出错的是什么、引发了什么、最终停在哪里。',
    dropArea: '将压缩包、文件夹或日志文件拖到此处',
    openBundle: '打开日志包',
    openFolder: '打开文件夹',
    trySample: '试用示例',
    sampleMissing: '无法载入该示例（{why}）。',
    nothingLeaves: '数据不会离开本页面',
    nothingLeavesWhy:
      '日志由本页面在浏览器内读取。页面自身的安全策略禁止任何网络连接，即使想发送也发不出去。',
    howToCheck: '如何核实',
    checkPolicy:
      "查看页面源代码：<head> 中第一行是 Content-Security-Policy，其中有 connect-src 'none'。",
    checkNetwork: '按 F12 打开“网络”选项卡，再打开日志包：除本页面自身的文件外，不会出现任何请求。',
    checkOffline: '也可以现在断开网络：所有功能照常可用。',
    recent: '最近的会话',
    reads:
      '可读取 Windows 安装、组件服务、更新和驱动程序日志，以及事件日志、转储文件和计算机信息清单，支持 zip、cab、7z、rar、tar 压缩包、文件夹和单个文件；其他文本和图片也可查看。',
    reading: '正在读取日志包',
    readingName: '正在读取 {name}',
    cancel: '取消',
    stageListing: '正在列出文件',
    stageUnpacking: '正在解压压缩包',
    stageReading: '正在读取文件',
    stageStory: '正在还原经过',
    stageKeeping: '正在保存会话',
    bytesOf: '{done} / {total}',
    entriesOf: '{done} / {total} 个文件',
    soFarNothing: '暂无发现。读取过程中发现的内容会随时显示在这里。',
    refusedTitle: '无法读取',
    refusedAgain: '请在下方另选文件，或将文件拖到本页面任意位置。',
    lockedTitle: '需要密码',
    locked: '{archive} 已加密（{count} 个文件）。',
    password: '{archive} 的密码',
    unlock: '解锁',
    wrongPassword: '该密码无法打开 {archive}。请检查大小写和键盘布局后重试。',
    laterLocked: '其他文件已照常显示。',
    nothingDropped: '拖入的内容中没有文件。',
    bundleOfFiles: '{count} 个文件',
    unreadableDrop: '浏览器没有交出 {name}。请改用“打开日志包”或“打开文件夹”。',
  },
})
