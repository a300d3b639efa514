/**
 * What a problem's `detail` says, in the words of core and in Chinese: `{}` stands for what is computed, `{1}` for the first of
 * them. A full stop at the end is left out. What is not listed is shown as core says it. A test holds this list to the source.
 */
export const problemDetails: readonly (readonly [core: string, zh: string])[] = [
  // Dropped files and sessions
  ['the file cannot be read ({})', '无法读取该文件（{1}）'],
  ['the file cannot be read: {}', '无法读取该文件：{1}'],
  [
    'the file was moved, changed or deleted since it was dropped ({})',
    '该文件在拖入后被移动、修改或删除（{1}）',
  ],
  ['the file has no bytes', '文件没有任何字节'],
  ['it holds no bytes', '其中没有任何字节'],
  ['a link to {}, which is read already', '指向 {1} 的链接，该处已读取'],
  ['a second file named {}', '第二个名为 {1} 的文件'],
  ['a file of this name and size is already in the bundle', '日志包中已有同名同大小的文件'],
  ['the session is no longer kept in this browser', '此浏览器中已不再保存该会话'],
  ['no file could be read', '没有任何文件可以读取'],
  ['files read: {}, logs of a known format: 0', '已读取 {1} 个文件，其中已知格式的日志：0'],
  // Workers
  ['the worker that reads bundles ended: {}', '读取日志包的后台线程已终止：{1}'],
  ['the worker that read this entry ended: {}', '读取该文件的后台线程已终止：{1}'],
  ['the worker that unpacked it ended: {}', '解压该文件的后台线程已终止：{1}'],
  ['the program failed at it: {}', '程序处理该文件时出错：{1}'],
  ['what unpacks it could not be loaded: {}', '无法载入解压所需的程序：{1}'],
  // Archives
  ['expected a zip, found {}', '应为 zip，实为{1}'],
  ['{} archive', ' {1} 压缩包'],
  ['no bytes', '空文件'],
  ['bytes {} ("{}")', '字节 {1}（“{2}”）'],
  ['{} archive, not opened', '{1} 压缩包，未打开'],
  ['{} archive, {} archives deep; the limit is {}', '{1} 压缩包，位于第 {2} 层；上限为 {3} 层'],
  ['there is no archive', '不存在该压缩包'],
  ['the zip holds no files', 'zip 中没有文件'],
  ['the tar holds no files', 'tar 中没有文件'],
  ['only the first {} files are listed', '只列出前 {1} 个文件'],
  ['{} files more than the {} that are listed', '比列出的 {2} 个文件还多 {1} 个'],
  ['{} bytes unpacked; the limit for one file is {}', '解压后 {1} 字节；单个文件上限为 {2} 字节'],
  [
    '{} bytes unpacked; with it the archive would go over {}',
    '解压后 {1} 字节；加上它，压缩包将超过 {2} 字节',
  ],
  [
    'with its {} bytes the bundle would go over {} unpacked',
    '加上它的 {1} 字节，日志包解压后将超过 {2} 字节',
  ],
  ['nested archives come to {} bytes unpacked already', '嵌套压缩包解压后已达 {1} 字节'],
  ['{} bytes; an archive of this kind may have {}', '{1} 字节；此类压缩包上限为 {2} 字节'],
  ['{} bytes from {} packed ones', '由 {2} 字节解压出 {1} 字节'],
  ['stopped at {} bytes from {} packed', '由 {2} 字节解压到 {1} 字节时停止'],
  [
    'unpacking it takes more memory than the {} bytes there may be',
    '解压所需内存超过允许的 {1} 字节',
  ],
  ['unpacking broke off after {} bytes', '解压到 {1} 字节时中断'],
  ['{}; {} of {} files came out', '{1}；{3} 个文件中解压出 {2} 个'],
  ['written at byte {} after {}', '写入位置为第 {1} 字节，而此前只写到 {2}'],
  ['nothing in its {} bytes can be unpacked', '其 {1} 字节中没有可以解压的内容'],
  ['it ends after {} bytes', '在 {1} 字节处结束'],
  ['it ends after {} bytes, the archive says {}', '在 {1} 字节处结束，压缩包记录为 {2} 字节'],
  ['{} ends after {} of its {} bytes', '{1} 应有 {3} 字节，在 {2} 字节处结束'],
  ['it has {} bytes', '实有 {1} 字节'],
  ['it has {} bytes, the archive says {}', '实有 {1} 字节，压缩包记录为 {2} 字节'],
  ['it ends before all is there that it should hold', '在应有内容齐全之前结束'],
  ['it ends without the blocks that close a tar', '缺少 tar 结尾的数据块'],
  [
    'no header stands where one should; {} bytes are jumped over',
    '应有文件头的位置没有文件头；跳过 {1} 字节',
  ],
  [
    'the archive says that it begins at {} of {}, but it does not',
    '压缩包记录它始于 {2} 的 {1}，但该处没有它',
  ],
  ['its list of files is damaged', '其文件列表已损坏'],
  [
    'its list of files, which a 7z has at its end, is not there',
    '缺少文件列表（7z 的文件列表在末尾）',
  ],
  ['its start is not there', '缺少开头部分'],
  ['its start is damaged', '开头部分已损坏'],
  ['its header is damaged', '其文件头已损坏'],
  ['its packed data is damaged', '其压缩数据已损坏'],
  ['its packed data ends early', '其压缩数据提前结束'],
  ['its packed data is not there', '缺少其压缩数据'],
  ['its checksum does not match', '校验和不符'],
  ['its checksum or size does not match', '校验和或大小不符'],
  ['it uses a feature that is not known', '使用了未知的功能'],
  ['packed by a method that is not known', '压缩方法未知'],
  ['packed by deflate64 and encrypted', '以 deflate64 压缩并加密'],
  ['packed by {}', '以 {1} 压缩'],
  ['PKWARE strong encryption', 'PKWARE 强加密'],
  [
    'one part of a split zip; the others are needed beside it',
    '分卷 zip 的一个分卷；还需要其他分卷',
  ],
  ['missing: {} and {} more', '缺少：{1} 等，另有 {2} 个'],
  ['missing: {}', '缺少：{1}'],
  ['{}; {} files begin in what is missing', '{1}；有 {2} 个文件始于缺少的部分'],
  [
    '{}: parts inside another archive are not joined; unpack it and drop them together',
    '{1}：位于其他压缩包内的分卷不会自动合并，请先解压再一起拖入',
  ],
  [
    'its directory is {}; {} files were found by their own headers{}',
    '目录{1}；按各文件自身的文件头找到 {2} 个文件{3}',
  ],
  ['damaged or cut', '已损坏或被截断'],
  ['missing', '缺失'],
  ['; the last one, {}, is not whole', '；最后一个（{1}）不完整'],
  ['; {} bytes between them are damaged', '；其间 {1} 字节已损坏'],
  [
    '; the last one, {}, is not whole; {} bytes between them are damaged',
    '；最后一个（{1}）不完整；其间 {2} 字节已损坏',
  ],
  // Passwords
  ['its directory is encrypted', '其目录已加密'],
  ['no password given', '未提供密码'],
  ['it needs the password of {}', '需要 {1} 的密码'],
  ['it cannot be decrypted', '无法解密'],
  ['the password does not open it', '密码无法打开它'],
  ['the password does not open its list of files', '密码无法打开其文件列表'],
  [
    'the password does not open {} of {} encrypted files',
    '{2} 个加密文件中有 {1} 个无法用该密码打开',
  ],
  // Deflated data
  ['{}, at byte {} of {} packed ones', '{1}，位于 {3} 字节压缩数据的第 {2} 字节'],
  ['block type 3 does not exist', '数据块类型 3 不存在'],
  ['length of a stored block does not match its complement', '存储块的长度与其反码不符'],
  ['code lengths of a dynamic block are impossible', '动态块的码长不可能成立'],
  ['a code that no symbol has', '没有符号使用的编码'],
  ['a length or distance that does not exist', '不存在的长度或距离'],
  ['a distance that reaches before the start', '距离超出数据开头'],
  // Texts
  ['Expected {} bytes, found {}', '应有 {1} 字节，实有 {2} 字节'],
  ['Expected {} bytes at {}, the file has {}', '{2} 处应有 {1} 字节，文件共 {3} 字节'],
  ['Expected more bytes, the source broke off: {}', '后面应还有字节，但来源中断：{1}'],
  ['Text is read up to {} bytes', '文本只读取到 {1} 字节'],
  [
    'Expected text, found {} zero bytes (a block that was never written)',
    '应为文本，实为 {1} 个零字节（从未写入的数据块）',
  ],
  [
    'Expected text of one encoding, found bytes that fit none well: read as {} ({} %)',
    '应为单一编码的文本，但没有编码能很好地符合：按 {1} 读取（{2} %）',
  ],
  [
    'Expected a line end, found the end of the file: the log is cut inside its last line',
    '应有换行，却到了文件末尾：日志在最后一行中间被截断',
  ],
  [
    'Expected UTF-16 in pairs of bytes, found one byte at the end',
    'UTF-16 应为成对的字节，末尾多出一个字节',
  ],
  [
    'Expected a day above 12 or records in order of time, found dates that fit both ways',
    '需要大于 12 的日期或按时间排列的记录来判断，但日期两种读法都成立',
  ],
  [
    'Expected messages, found none in {} of {} records (No Format Information found)',
    '{2} 条记录中有 {1} 条没有消息内容（No Format Information found）',
  ],
  [
    'The log was cut while sections were open: {} insertion points (<ins>) from here on',
    '日志在节未结束时被截断：从此处起有 {1} 个插入点（<ins>）',
  ],
  ['Expected a quotation mark, found the end of the file', '应有引号，却到了文件末尾'],
  [
    'Expected a quotation mark, found the next record: a quoted text does not end',
    '应有引号，却到了下一条记录：带引号的文本没有结束',
  ],
  [
    'Expected } at the end of the document, found the end of the file',
    '文档末尾应有 }，却到了文件末尾',
  ],
  // XML
  ['Expected well-formed XML, found: & that begins no entity', 'XML 格式有误：& 后不是实体'],
  ['Expected well-formed XML, found: {}', 'XML 格式有误：{1}'],
  ['Expected XML, found more than {} faults', '应为 XML，错误却超过 {1} 处'],
  ['more of the document', '文档的其余部分'],
  ['Expected {}, found the end of the file', '应有{1}，却到了文件末尾'],
  ['Of one record, {} elements are read', '每条记录只读取 {1} 个元素'],
  ['Of one value, {} bytes are read', '每个值只读取 {1} 字节'],
  ['Elements are nested deeper than {}', '元素嵌套超过 {1} 层'],
  // Event logs
  ['The file does not begin with ElfFile', '文件不以 ElfFile 开头'],
  [
    'No chunk of records begins here, and the bytes are not empty',
    '此处没有记录块开始，但字节并非空白',
  ],
  [
    'The file ends inside a chunk, after {} of {} bytes',
    '文件在记录块中间结束：{2} 字节中只有 {1} 字节',
  ],
  ['Expected a record, found none: it is left out', '应有记录，但没有：已略过'],
  ['The content of this record cannot be read', '无法读取该记录的内容'],
  ['The data of this record cannot be read', '无法读取该记录的数据'],
  ['The end of this record is damaged: values may lack', '该记录末尾已损坏：可能缺少某些值'],
  ['{} more damaged places', '另有 {1} 处损坏'],
  // Process Monitor
  ['The file ends inside its header', '文件在文件头中间结束'],
  ['Expected version 9, found {}: not read', '应为版本 9，实为 {1}：未读取'],
  [
    'The log was not closed: it has no tables, and its processes have no names',
    '日志未正常关闭：没有表，进程没有名称',
  ],
  ['The tables lie behind the end: {}', '表位于文件末尾之后：{1}'],
  // Dumps
  ['The file does not begin with PAGEDU64 or PAGEDUMP', '文件不以 PAGEDU64 或 PAGEDUMP 开头'],
  ['The file ends after {} bytes of a header of {}', '文件头应有 {2} 字节，文件在 {1} 字节处结束'],
  [
    'The file ends after {} bytes, before the bug check of a header of {}',
    '文件在 {1} 字节处结束，不到错误检查代码的位置（文件头应有 {2} 字节）',
  ],
  [
    "The dump's kind is {}; known are 1, 2 and 4 to 10",
    '转储类型为 {1}；已知类型为 1、2 和 4 至 10',
  ],
  [
    'The dump states a size of {} bytes, the file has {}',
    '转储记录的大小为 {1} 字节，文件实有 {2} 字节',
  ],
  ['The file ends inside the header of the trace', '文件在跟踪文件头之内结束'],
  ['The names of {} of {} modules are not in the file', '{2} 个模块中有 {1} 个的名称不在文件中'],
  ['The time of the crash is not a time: FILETIME {}', '崩溃时间无效：FILETIME {1}'],
  [
    'The time since the start of Windows is not one: {} units of 100 ns',
    '系统运行时间无效：{1} 个 100 纳秒单位',
  ],
  // Pictures
  ['Expected the header of a picture, found none that is whole', '应有图片文件头，但没有完整的'],
  ['Expected the chunk IEND, found the end of the file', '应有 IEND 数据块，却到了文件末尾'],
  [
    'Expected a frame header (SOF), found none before the pixels or the end',
    '应有帧头（SOF），但在像素数据或文件末尾之前没有',
  ],
]

/** Places in a file, in the words of core. Figures alone are an offset. */
export const problemPlaces: readonly (readonly [core: string, zh: string])[] = [
  ['byte {}', '第 {1} 字节'],
  ['line {}', '第 {1} 行'],
  ['record {}', '第 {1} 条记录'],
]
