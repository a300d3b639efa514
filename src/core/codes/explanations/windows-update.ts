import type { Explanation } from '../explanation.ts'

/** Windows Update agent, WSUS and the download services under it. */
export const windowsUpdateExplanations: readonly Explanation[] = [
  [0x00240005, 'Success; a restart is needed to finish.', '操作成功，需要重启才能完成。'],
  [
    0x80240009,
    'Another operation of Windows Update is in progress.',
    '另一个 Windows Update 操作正在进行。',
  ],
  [0x8024000b, 'The operation was cancelled.', '操作被取消。'],
  [
    0x80240016,
    'Another installation is in progress, or a restart is pending.',
    '另一个安装正在进行，或有挂起的重启。',
  ],
  [
    0x80240017,
    'The update does not apply to this machine (edition, policy or prerequisites).',
    '更新不适用于此计算机（版本、策略或先决条件）。',
  ],
  [0x8024001e, 'The service or the system was shutting down.', '服务或系统正在关闭。'],
  [0x8024001f, 'There is no network connection.', '没有网络连接。'],
  [
    0x80240022,
    'All updates of the operation failed. The code sums up; each update has its own.',
    '本次操作的所有更新都失败。这是汇总代码，每个更新另有自己的代码。',
  ],
  [
    0x8024002e,
    'A policy forbids access to the public update servers.',
    '策略禁止访问公共更新服务器。',
  ],
  [0x80240034, 'The update could not be downloaded.', '更新下载失败。'],
  [
    0x80240fff,
    'An unexpected error of the update agent. With feature upgrades through WSUS, the upgrades were synchronized before the server could handle them.',
    '更新代理发生意外错误。通过 WSUS 下发功能升级时，可能是服务器在支持之前就同步了升级。',
  ],
  [0x80242006, 'The update holds invalid metadata.', '更新包含无效的元数据。'],
  [
    0x8024200b,
    'The installer of the update failed. The reason is in CBS.log, or in the log of that installer.',
    '更新的安装程序失败，原因在 CBS.log 或该安装程序自己的日志中。',
  ],
  [0x8024200d, 'The update must be downloaded again.', '需要重新下载更新。'],
  [0x80242014, 'Work that follows the restart is still going on.', '重启后的操作仍在进行。'],
  [
    0x80242015,
    'The result of the work after the restart is not known.',
    '无法确定重启后操作的结果。',
  ],
  [
    0x80242016,
    'After the restart the update is in an unexpected state: most often it was rolled back.',
    '重启后更新处于意外状态：最常见的是已被回滚。',
  ],
  [
    0x80242017,
    'The servicing stack must be updated before this update.',
    '安装此更新之前需要先更新服务堆栈。',
  ],
  [
    0x80244007,
    'The update server answered with an error (SOAP fault).',
    '更新服务器返回错误（SOAP 错误）。',
  ],
  [
    0x80244010,
    'The scan needed more round trips to the server than allowed: too many updates on the WSUS server.',
    '扫描与服务器的往返次数超过上限：WSUS 服务器上的更新过多。',
  ],
  [
    0x80244017,
    'The server asks for authentication (HTTP 401).',
    '服务器要求身份验证（HTTP 401）。',
  ],
  [
    0x80244018,
    'The server or the proxy refused the request (HTTP 403).',
    '服务器或代理拒绝请求（HTTP 403）。',
  ],
  [0x80244019, 'The server does not have the file (HTTP 404).', '服务器上没有该文件（HTTP 404）。'],
  [0x8024401b, 'The proxy asks for authentication (HTTP 407).', '代理要求身份验证（HTTP 407）。'],
  [
    0x8024401c,
    'The server gave up waiting for the request (HTTP 408).',
    '服务器等待请求超时（HTTP 408）。',
  ],
  [
    0x8024401f,
    'An internal error of the update server (HTTP 500).',
    '更新服务器内部错误（HTTP 500）。',
  ],
  [
    0x80244022,
    'The update server is overloaded or its service is stopped (HTTP 503).',
    '更新服务器过载或其服务已停止（HTTP 503）。',
  ],
  [
    0x8024402c,
    'The name of the update server or of the proxy could not be resolved.',
    '无法解析更新服务器或代理的名称。',
  ],
  [0x80246002, 'A downloaded file does not match its hash.', '下载的文件与其哈希值不符。'],
  [0x80246007, 'The update has not been downloaded.', '更新尚未下载。'],
  [0x80246008, 'The download service (BITS) could not be reached.', '无法连接到下载服务（BITS）。'],
  [
    0x80248007,
    'The data store of Windows Update lacks the information asked for.',
    'Windows Update 数据库中没有所请求的信息。',
  ],

  [
    0x80190001,
    'A download failed: the server did not give the answer that was expected.',
    '下载失败：服务器没有返回预期的应答。',
  ],
  [
    0x80190191,
    'The server asks for authentication (HTTP 401).',
    '服务器要求身份验证（HTTP 401）。',
  ],
  [
    0x80190193,
    'The server or a proxy refused the download (HTTP 403).',
    '服务器或代理拒绝下载（HTTP 403）。',
  ],
  [0x80190194, 'The server does not have the file (HTTP 404).', '服务器上没有该文件（HTTP 404）。'],
  [0x80190197, 'The proxy asks for authentication (HTTP 407).', '代理要求身份验证（HTTP 407）。'],
  [0x80200010, 'The network adapter is not connected.', '网络适配器未连接。'],
  [
    0x80200013,
    'The server or a proxy does not support ranges (partial downloads).',
    '服务器或代理不支持范围请求（分段下载）。',
  ],
  [
    0x80d03805,
    'The download was paused because the network connection was lost.',
    '网络连接断开，下载已暂停。',
  ],
  [
    0x80d05001,
    'The server, or a proxy on the way, returned another amount of data than asked for.',
    '服务器或途中的代理返回的数据大小与请求不符。',
  ],
  [
    0x80d05011,
    'The server, or a proxy on the way, does not support ranges (partial downloads).',
    '服务器或途中的代理不支持范围请求（分段下载）。',
  ],
]
