/** Analyses of the three cases and of a healthy machine, written by hand, to look at the page without an engine. */
import type {
  Analysis,
  AnalysisEntry,
  AnalysisEvidence,
  AnalysisFinding,
} from '../../src/core/model/analysis.ts'
import type { ClockSource } from '../../src/core/model/story.ts'
import type { Localized } from '../../src/core/model/units.ts'

const both = (en: string, zh: string): Localized => ({ en, zh })
const line = (path: string, number: number, text: string): AnalysisEvidence => ({
  path,
  line: number,
  text,
})

export function entry(
  path: string,
  format: string,
  lines: number,
  errors: number,
  warnings: number,
  offsetMinutes: number | null,
  source: ClockSource = 'csi-stamp',
): AnalysisEntry {
  return {
    path,
    bytes: lines * 131,
    format,
    formatTitle: both(format, format),
    kind: null,
    encoding: 'utf-8',
    encodingConfidence: 1,
    encodingChosen: false,
    encodingRuns: [],
    lines,
    events: Math.round(lines * 0.9),
    levels: { error: errors, warning: warnings, info: lines - errors - warnings },
    firstTime: '2022-10-10T07:21:04.000Z',
    lastTime: '2022-10-10T07:36:12.000Z',
    firstWallTime: '2022-10-10 15:21:04',
    lastWallTime: '2022-10-10 15:36:12',
    earliestWallTime: '2022-10-10 15:21:04',
    latestWallTime: '2022-10-10 15:36:12',
    clock:
      offsetMinutes === null
        ? []
        : [{ fromLine: 1, offsetMinutes, source, errorSeconds: source === 'assumed' ? null : 1 }],
    pinnedAt: null,
    records: format === 'evtx' ? lines : null,
    recordsBad: format === 'evtx' ? 2 : null,
    unparsedLines: 0,
    unparsed: [],
  }
}

export function finding(
  id: string,
  role: AnalysisFinding['role'],
  message: Localized,
  more: Partial<AnalysisFinding> = {},
): AnalysisFinding {
  return {
    id,
    ruleId: id,
    level: role === 'note' ? 'note' : 'error',
    role,
    confidence: 'shown',
    message,
    codes: [],
    subject: null,
    at: null,
    evidence: [],
    advice: [],
    inFavour: [],
    against: [],
    attempt: null,
    ...more,
  }
}

const UNKNOWN_MACHINE: Analysis['machine'] = {
  name: null,
  manufacturer: null,
  model: null,
  edition: null,
  hostBuild: null,
  targetBuild: null,
  architecture: null,
  language: null,
  antivirus: [],
  filterDrivers: [],
  facts: [],
  inventory: [],
}

function analysis(name: string, parts: Partial<Analysis>): Analysis {
  return {
    format: 'setupscope-analysis',
    version: 1,
    bundle: { name, bytes: 48_211_004, entries: parts.entries?.length ?? 0 },
    entries: [],
    machine: UNKNOWN_MACHINE,
    attempts: [],
    servicing: [],
    boots: [],
    rollbacks: [],
    drivers: [],
    crashes: [],
    verdict: {
      failed: null,
      sentence: both('The logs do not tell.', '日志不足以判断。'),
      chain: [],
      result: null,
      extend: null,
      attempt: null,
    },
    findings: [],
    missing: [],
    problems: [],
    ...parts,
  }
}

const CBS = 'PC-0231/Windows/Logs/CBS/CBS.log'
const SETUPAPI = 'PC-0231/Windows/INF/setupapi.dev.log'

const updateMessages = {
  cause: both(
    'While the driver oposdrv.inf was staged, the DRIVERS hive refused the package object: 0x800703F1 (ERROR_BADDB).',
    '暂存驱动程序 oposdrv.inf 时，DRIVERS 配置单元拒绝写入程序包对象：0x800703F1（ERROR_BADDB）。',
  ),
  staging: both(
    'CBS could not stage the driver updates: item 7 of 86, phase 1, failed with 0x800703F1.',
    'CBS 无法暂存驱动程序更新：86 项中的第 7 项（phase 1）以 0x800703F1 失败。',
  ),
  outcome: both(
    'Update KB5016623 was rolled back; the execute state was CbsExecuteStateStageDrivers.',
    '更新 KB5016623 已回滚，失败时的执行状态为 CbsExecuteStateStageDrivers。',
  ),
}

export const updateCase: Analysis = analysis('PC-0231.zip', {
  entries: [
    entry(CBS, 'cbs', 8240, 1, 12, 480),
    entry(
      'PC-0231/Windows/Logs/CBS/CbsPersist_20221010071958.cab!/CbsPersist_20221010071958.log',
      'cbs',
      5_000_000,
      214,
      1893,
      480,
    ),
    entry(SETUPAPI, 'setupapi', 4730, 8, 3, 480, 'same-event'),
    entry('PC-0231/Windows/Logs/DISM/dism.log', 'dism', 1204, 0, 22, 480, 'other-file'),
    entry('PC-0231/Windows/WindowsUpdate.log', 'windows-update', 3312, 4, 0, 480, 'assumed'),
    entry('PC-0231/EventLogs/System.evtx', 'evtx', 20_481, 132, 640, 0, 'utc'),
    entry('PC-0231/EventLogs/Setup.evtx', 'evtx', 312, 6, 0, 0, 'utc'),
    entry('PC-0231/msinfo32.txt', 'text', 2210, 0, 0, null),
  ],
  machine: {
    ...UNKNOWN_MACHINE,
    name: 'PC-0231',
    manufacturer: 'Contoso',
    model: 'POS 4100',
    edition: 'Windows 10 Enterprise LTSC 2019',
    hostBuild: '10.0.17763.2989',
    architecture: 'x64',
    language: 'zh-CN',
    antivirus: ['Contoso Endpoint Agent'],
  },
  attempts: [
    {
      id: 'attempt-1',
      kind: 'update',
      subject: 'KB5015811',
      from: '2022-09-12T01:02:11.000Z',
      to: '2022-09-12T01:20:40.000Z',
      outcome: 'rolled-back',
      result: '0x800703F1',
      extend: null,
      phases: [],
      operations: [],
    },
    {
      id: 'attempt-2',
      kind: 'update',
      subject: 'KB5016623',
      from: '2022-10-10T07:21:04.000Z',
      to: '2022-10-10T07:36:12.000Z',
      outcome: 'rolled-back',
      result: '0x800703F1',
      extend: null,
      phases: [
        ['Plan', '07:21:04', 'succeeded'],
        ['Stage', '07:22:41', 'succeeded'],
        ['Restart', '07:31:10', 'succeeded'],
        ['CbsExecuteStateStageDrivers', '07:33:51', 'failed'],
        ['Rollback', '07:33:51', 'succeeded'],
      ].map(([name, at, outcome]) => ({
        name: name ?? '',
        kind: 'servicing' as const,
        from: `2022-10-10T${at}.000Z`,
        to: null,
        outcome: outcome as 'succeeded',
      })),
      operations: [],
    },
  ],
  verdict: {
    failed: true,
    sentence: both(
      'Update KB5016623 rolled back: driver oposdrv.inf could not be staged (0x800703F1 ERROR_BADDB).',
      '更新 KB5016623 已回滚：驱动程序 oposdrv.inf 无法暂存（0x800703F1 ERROR_BADDB）。',
    ),
    chain: ['drivers.hive-refused', 'cbs.driver-staging-failed', 'cbs.rolled-back'],
    result: '0x800703F1',
    extend: null,
    attempt: 'attempt-2',
  },
  findings: [
    finding('drivers.hive-refused', 'cause', updateMessages.cause, {
      at: '2022-10-10T07:33:51.638Z',
      subject: 'oposdrv.inf',
      attempt: 'attempt-2',
      evidence: [
        line(
          SETUPAPI,
          4711,
          "!!!  idb:                Failed to create driver package object 'oposdrv.inf_amd64_313106b94d0b5742' in DRIVERS database node. Error = 0x000003f1",
        ),
        line(
          SETUPAPI,
          4712,
          "!!!  idb:                Failed to register driver package 'C:\\Windows\\System32\\DriverStore\\FileRepository\\oposdrv.inf_amd64_313106b94d0b5742\\oposdrv.inf'. Error = 0x000003f1",
        ),
      ],
      inFavour: [
        both(
          'CBS and setupapi record the same code for the same INF within the same second.',
          'CBS 与 setupapi 在同一秒内为同一个 INF 记录了相同的代码。',
        ),
      ],
      against: [
        both(
          'Why the hive refused the object is not in these logs.',
          '日志中没有说明该配置单元为何拒绝写入。',
        ),
      ],
      advice: [
        both('Test with the security agent removed.', '卸载安全软件后再测试。'),
        both(
          'Unplug all USB devices but the mouse and try again.',
          '拔掉除鼠标以外的所有 USB 设备后重试。',
        ),
        both(
          'Install, and before restarting switch on the boot logging of Process Monitor (.pml) and a WPR boot trace (.etl), then restart.',
          '安装更新，重启前启用 Process Monitor 的启动日志（.pml）和 WPR 启动跟踪（.etl），然后重启。',
        ),
      ],
    }),
    finding('cbs.driver-staging-failed', 'consequence', updateMessages.staging, {
      at: '2022-10-10T07:33:51.000Z',
      attempt: 'attempt-2',
      evidence: [
        line(
          CBS,
          8120,
          '2022-10-10 15:33:51, Info                  CBS    STAGE index: 7, phase: 1, result 1009, inf: oposdrv.inf',
        ),
        line(
          CBS,
          8121,
          '2022-10-10 15:33:51, Info                  CBS    Doqe: Recording result: 0x800703f1, for Inf: oposdrv.inf',
        ),
        line(
          CBS,
          8123,
          '2022-10-10 15:33:51, Error                 CBS    Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]',
        ),
      ],
    }),
    finding('cbs.rolled-back', 'outcome', updateMessages.outcome, {
      at: '2022-10-10T07:33:51.000Z',
      attempt: 'attempt-2',
      evidence: [
        line(
          CBS,
          8128,
          '2022-10-10 15:33:51, Info                  CBS    Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers',
        ),
      ],
    }),
    finding(
      'drivers.inbox',
      'note',
      both(
        'oposdrv.inf comes from the component store: it is a driver of Windows, and there is no vendor to ask.',
        'oposdrv.inf 来自组件存储，是 Windows 自带的驱动程序，无需联系厂商。',
      ),
      {
        subject: 'oposdrv.inf',
        attempt: 'attempt-2',
        evidence: [
          line(
            SETUPAPI,
            4719,
            "!!!  sto: Failed to determine status of driver update 'C:\\Windows\\WinSxS\\amd64_dual_oposdrv.inf_31bf3856ad364e35_10.0.17763.348_none_361ac2b69ffff30d\\oposdrv.inf'. Error = 0x000003f1",
          ),
        ],
      },
    ),
    finding(
      'clock.assumed',
      'note',
      both(
        'The clock of WindowsUpdate.log is assumed: no line of it shows both clocks.',
        'WindowsUpdate.log 的时钟为假定值：没有任何一行同时给出两个时钟。',
      ),
      { level: 'warning' },
    ),
    finding(
      'cbs.rolled-back/2',
      'outcome',
      both('Update KB5015811 was rolled back the same way.', '更新 KB5015811 以同样的方式回滚。'),
      { attempt: 'attempt-1', at: '2022-09-12T01:20:40.000Z' },
    ),
  ],
  missing: [
    {
      what: both('A boot log of Process Monitor', 'Process Monitor 启动日志'),
      where: ['C:\\Windows\\Procmon.pmb'],
      why: both(
        'It shows who held or changed the DRIVERS hive while it refused the object.',
        '可以看出配置单元拒绝写入时被谁占用或修改。',
      ),
      how: both(
        'Install the update, enable boot logging before restarting, restart, save as .pml.',
        '安装更新，重启前启用启动日志，重启后另存为 .pml。',
      ),
    },
    {
      what: both('The registry hive itself', '注册表配置单元文件'),
      where: [
        'C:\\Windows\\System32\\config\\DRIVERS',
        'C:\\Windows\\System32\\config\\RegBack\\DRIVERS',
      ],
      why: both(
        'ERROR_BADDB says that it is damaged; a copy can be checked.',
        'ERROR_BADDB 表示其已损坏，可对副本进行检查。',
      ),
      how: both('Copy it from WinPE, where it is not in use.', '在 WinPE 中复制（此时未被占用）。'),
    },
  ],
  problems: [
    {
      code: 'truncated',
      path: 'PC-0231/EventLogs/Application.evtx',
      at: '1118208',
      detail: 'chunk 17 of 31 ends early',
      skipped: 917504,
    },
    {
      code: 'damaged',
      path: 'PC-0231/EventLogs/System.evtx',
      at: '69632',
      detail: '2 records with a bad checksum',
      skipped: 1312,
    },
  ],
})

export const healthyCase: Analysis = analysis('healthy.zip', {
  entries: [
    entry('Windows/Logs/CBS/CBS.log', 'cbs', 120_345, 412, 2310, 480),
    entry('Windows/INF/setupapi.dev.log', 'setupapi', 88_412, 37, 120, 480, 'boot-time'),
  ],
  attempts: [
    {
      id: 'attempt-1',
      kind: 'update',
      subject: 'KB5031364',
      from: '2023-10-12T02:00:00.000Z',
      to: '2023-10-12T02:21:00.000Z',
      outcome: 'succeeded',
      result: null,
      extend: null,
      phases: [],
      operations: [],
    },
  ],
  verdict: {
    failed: false,
    sentence: both(
      'No failure found: update KB5031364 was installed.',
      '未发现故障：更新 KB5031364 已安装成功。',
    ),
    chain: [],
    result: null,
    extend: null,
    attempt: 'attempt-1',
  },
})

const ACT = 'Panther/UnattendGC/setupact.log'

export const preloadCase: Analysis = analysis('preload.zip', {
  entries: [
    entry(ACT, 'panther', 412, 6, 3, 480, 'other-file'),
    entry('Panther/UnattendGC/setuperr.log', 'panther', 14, 6, 0, 480, 'other-file'),
    entry('MEMORY.DMP', 'kernel-dump', 38, 1, 0, 0, 'utc'),
  ],
  attempts: [
    {
      id: 'attempt-1',
      kind: 'audit',
      subject: null,
      from: '2023-06-26T00:01:00.000Z',
      to: '2023-06-26T00:08:34.000Z',
      outcome: 'failed',
      result: '0x8030000C',
      extend: null,
      phases: [
        {
          name: 'auditSystem',
          kind: 'configuration-pass',
          from: '2023-06-26T00:07:23.000Z',
          to: null,
          outcome: 'unfinished',
        },
        {
          name: 'auditUser',
          kind: 'configuration-pass',
          from: '2023-06-26T00:08:34.000Z',
          to: null,
          outcome: 'failed',
        },
      ],
      operations: [],
    },
  ],
  verdict: {
    failed: true,
    sentence: both(
      'Audit mode stopped in the pass auditUser (0x8030000C): the driver folders that PNPUNATTEND was told to use do not exist.',
      '审核模式在 auditUser 阶段停止（0x8030000C）：指定给 PNPUNATTEND 的驱动程序文件夹不存在。',
    ),
    chain: ['preload.path', 'preload.pass'],
    result: '0x8030000C',
    extend: null,
    attempt: 'attempt-1',
  },
  findings: [
    finding(
      'preload.path',
      'cause',
      both(
        'PNPUNATTEND was told to take drivers from C:\\DRIVERS\\STORE1 and C:\\DRIVERS\\STORE; neither exists.',
        'PNPUNATTEND 被要求从 C:\\DRIVERS\\STORE1 和 C:\\DRIVERS\\STORE 加载驱动程序，两者都不存在。',
      ),
      {
        confidence: 'suspected',
        at: '2023-06-26T00:02:32.000Z',
        attempt: 'attempt-1',
        evidence: [
          line(
            ACT,
            201,
            '2023-06-26 08:02:32, Error      [PNPUNATTEND.EXE] 在"C:\\DRIVERS\\STORE1"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。',
          ),
          line(
            ACT,
            260,
            '2023-06-26 08:07:23, Error      [PNPUNATTEND.EXE] 在"C:\\DRIVERS\\STORE"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。',
          ),
        ],
        against: [
          both(
            'A bug check 0xA 33 s later may have interrupted the pass.',
            '33 秒后的错误检查 0xA 也可能中断了该阶段。',
          ),
        ],
      },
    ),
    finding(
      'preload.pass',
      'outcome',
      both(
        'The pass auditUser ended with 0x8030000C and setup stopped.',
        'auditUser 阶段以 0x8030000C 结束，安装停止。',
      ),
      {
        at: '2023-06-26T00:08:34.000Z',
        attempt: 'attempt-1',
        evidence: [
          line(
            ACT,
            300,
            '2023-06-26 08:08:34, Error      [audit.exe] Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]',
          ),
        ],
      },
    ),
  ],
})

const ROLL = '$Windows.~BT/Sources/Rollback/setupact.log'

export const upgradeCase: Analysis = analysis('machine-a.zip', {
  entries: [
    entry(ROLL, 'panther', 32_118, 41, 310, -420, 'session-id'),
    entry('$Windows.~BT/Sources/Rollback/setupmem.dmp', 'kernel-dump', 52, 1, 0, 0, 'utc'),
  ],
  attempts: [
    {
      id: 'attempt-1',
      kind: 'upgrade',
      subject: '10.0.19041',
      from: '2021-03-04T09:00:00.000Z',
      to: '2021-03-04T11:20:00.000Z',
      outcome: 'rolled-back',
      result: '0xC1900101',
      extend: '0x40017',
      phases: [
        ['down-level', 'succeeded'],
        ['SafeOS', 'succeeded'],
        ['first boot', 'succeeded'],
        ['second boot', 'failed'],
        ['rollback', 'succeeded'],
      ].map(([name, outcome], at) => ({
        name: name ?? '',
        kind: 'setup' as const,
        from: `2021-03-04T09:${10 + at * 10}:00.000Z`,
        to: null,
        outcome: outcome as 'failed',
      })),
      operations: [],
    },
  ],
  verdict: {
    failed: true,
    sentence: both(
      'The upgrade rolled back at the second boot (0xC1900101 - 0x40017): bug check 0x7E in a driver, lwfmgr.sys suspected.',
      '升级在第二次启动时回滚（0xC1900101 - 0x40017）：驱动程序触发错误检查 0x7E，疑似 lwfmgr.sys。',
    ),
    chain: ['crash.driver'],
    result: '0xC1900101',
    extend: '0x40017',
    attempt: 'attempt-1',
  },
  findings: [
    finding(
      'crash.driver',
      'cause',
      both(
        'lwfmgr.sys called NdisFDeregisterFilterDriver with a null handle while it was loaded.',
        'lwfmgr.sys 在加载时以空句柄调用了 NdisFDeregisterFilterDriver。',
      ),
      {
        confidence: 'suspected',
        attempt: 'attempt-1',
        at: '2021-03-04T10:58:00.000Z',
        evidence: [
          line(
            '$Windows.~BT/Sources/Rollback/setupmem.dmp',
            20,
            'ndis!NdisFDeregisterFilterDriver+0x47',
          ),
          line('$Windows.~BT/Sources/Rollback/setupmem.dmp', 21, 'lwfmgr+0x5167'),
        ],
      },
    ),
  ],
})
