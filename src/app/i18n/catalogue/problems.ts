import type { ProblemCode } from '../../../core/model/problem.ts'
import { twoLanguages } from '../two-languages.ts'

/** One sentence per problem, and what to do about it (`…_do`). `{path}` is the file, without its folders where long. */
export const problems = twoLanguages({
  en: {
    'not-an-archive': '{path} is not an archive or a log that this page knows.',
    'not-an-archive_do':
      'Give the zip as it came from the collector, the folder itself, or the log files.',
    empty: '{path} is empty.',
    empty_do: 'Collect it again: an empty file often means that copying was cut short.',
    encrypted: '{path} is encrypted.',
    encrypted_do: 'Enter its password, or ask the sender for it.',
    'wrong-password': 'The password does not open {path}.',
    'wrong-password_do': 'Check capitals and keyboard layout, and enter it again.',
    truncated: '{path} is cut short: its end is missing.',
    truncated_do:
      'Download or copy it again and compare its size with the sender’s. What could be read is shown.',
    damaged: '{path} is damaged.',
    damaged_do: 'Ask for it again. What could be read is shown.',
    unsupported: '{path} uses a method that this page cannot unpack.',
    unsupported_do: 'Unpack it with another program and drop the folder instead.',
    'over-limit': '{path} is larger than this page reads safely.',
    'over-limit_do': 'Unpack it and drop only the log files that matter.',
    unreadable: '{path} could not be read from disk.',
    unreadable_do: 'Close programs that hold it open, copy it to a local disk, and try again.',
    'unknown-encoding': 'The text encoding of {path} could not be told.',
    'unknown-encoding_do': 'It is shown as well as it can be; save it as UTF-8 to be sure.',
    'no-logs': '{path} holds no Windows setup, update or driver logs.',
    'no-logs_do':
      'Collect C:\\Windows\\Panther, C:\\Windows\\Logs\\CBS and C:\\Windows\\INF\\setupapi.dev.log, or use your log collector, and drop the result.',
    'duplicate-path': '{path} occurs twice: the second one is listed under a name of its own.',
    'duplicate-path_do':
      'Both are read. If they are of two machines, drop each in a session of its own.',
    vanished: '{path} changed or disappeared while it was read.',
    vanished_do: 'Copy it to another folder first, and drop the copy.',
    'worker-died': 'The browser ran out of memory while reading {path}.',
    'worker-died_do': 'Close other tabs, or drop only the log files that matter.',
    undecoded:
      '{path} was converted without the symbols that hold its messages, so most lines say nothing.',
    undecoded_do:
      'On a machine with internet access, convert the .etl files again with Get-WindowsUpdateLog, and drop the result.',
    'missing-part': 'A part of the split archive {path} was not dropped.',
    'missing-part_do': 'Drop all of its parts together.',
    'ambiguous-dates': 'The dates in {path} may be read day first or month first.',
    'ambiguous-dates_do': 'They are read month first. Compare them with another log of that day.',
  },
  zh: {
    'not-an-archive': '{path} 不是压缩包，也不是可识别的日志。',
    'not-an-archive_do': '请直接提供收集工具生成的 zip，或者拖入文件夹、日志文件本身。',
    empty: '{path} 是空文件。',
    empty_do: '请重新收集：空文件通常说明复制中途中断。',
    encrypted: '{path} 已加密。',
    encrypted_do: '请输入密码，或向发送者索取密码。',
    'wrong-password': '密码无法打开 {path}。',
    'wrong-password_do': '请检查大小写和键盘布局后重新输入。',
    truncated: '{path} 不完整，末尾缺失。',
    truncated_do: '请重新下载或复制，并与发送者核对文件大小。已读出的部分照常显示。',
    damaged: '{path} 已损坏。',
    damaged_do: '请重新索取。已读出的部分照常显示。',
    unsupported: '{path} 使用了本页面无法解压的压缩方式。',
    unsupported_do: '请用其他程序解压后拖入文件夹。',
    'over-limit': '{path} 超出了本页面可安全读取的大小。',
    'over-limit_do': '请先解压，只拖入需要的日志文件。',
    unreadable: '无法从磁盘读取 {path}。',
    unreadable_do: '请关闭占用该文件的程序，复制到本地磁盘后重试。',
    'unknown-encoding': '无法判断 {path} 的文本编码。',
    'unknown-encoding_do': '目前按最接近的编码显示；如需准确，请另存为 UTF-8。',
    'no-logs': '{path} 中没有 Windows 安装、更新或驱动程序日志。',
    'no-logs_do':
      '请收集 C:\\Windows\\Panther、C:\\Windows\\Logs\\CBS 和 C:\\Windows\\INF\\setupapi.dev.log，或使用日志收集工具，再拖入结果。',
    'duplicate-path': '{path} 出现了两次：两个都已读取，第二个以单独的名称列出。',
    'duplicate-path_do': '如果两者来自不同的机器，请分别作为单独的会话打开。',
    vanished: '{path} 在读取过程中被修改或删除。',
    vanished_do: '请先复制到其他文件夹，再拖入副本。',
    'worker-died': '读取 {path} 时浏览器内存不足。',
    'worker-died_do': '请关闭其他标签页，或只拖入需要的日志文件。',
    undecoded: '{path} 转换时缺少消息符号，因此大部分行没有内容。',
    undecoded_do: '请在可以上网的机器上用 Get-WindowsUpdateLog 重新转换 .etl 文件，再拖入结果。',
    'missing-part': '分卷压缩包 {path} 缺少一个分卷。',
    'missing-part_do': '请把所有分卷一起拖入。',
    'ambiguous-dates': '{path} 中的日期既可按“日/月”读，也可按“月/日”读。',
    'ambiguous-dates_do': '目前按“月/日”读取。请与同一天的其他日志核对。',
  },
} satisfies {
  en: Record<ProblemCode | `${ProblemCode}_do`, string>
  zh: Record<ProblemCode | `${ProblemCode}_do`, string>
})
