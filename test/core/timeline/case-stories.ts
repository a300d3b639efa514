/** The three cases as stories: an update that rolls back, an upgrade that crashes, a preload without its drivers. */
import type { Finding } from '../../../src/core/model/finding.ts'
import type { Story } from '../../../src/core/model/story.ts'
import {
  at,
  attempt,
  boot,
  crash,
  driver,
  finding,
  makeStory,
  operation,
  phase,
  place,
  rollback,
  section,
  session,
  writeLog,
  type Row,
} from './story-making.ts'

export interface CaseStory {
  readonly name: string
  readonly story: Story
  readonly chain: readonly Finding[]
}

/** `count` ordinary records between two times, with now and then a warning or an error; the same every time. */
function chatter(
  from: string,
  to: string,
  count: number,
  every = { warning: 40, error: 150 },
): Row[] {
  const begin = Date.parse(`${from.replace(' ', 'T')}Z`)
  const end = Date.parse(`${to.replace(' ', 'T')}Z`)
  let seed = 42
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  const times = Array.from({ length: count }, () => begin + random() ** 1.5 * (end - begin)).sort(
    (a, b) => a - b,
  )
  return times.map((time, index): Row => {
    const stamp = new Date(time).toISOString().slice(0, 19).replace('T', ' ')
    if (index % every.error === every.error - 1) return [stamp, 'E']
    return [stamp, index % every.warning === 0 ? 'W' : 'I']
  })
}

const STAGED = ['usbport.inf', 'netrtwlane.inf', 'hdaudio.inf', 'stornvme.inf', 'kdnic.inf']

export function updateCase(): CaseStory {
  const cbs = writeLog(
    'logs/CBS.log',
    [
      ...chatter('2022-10-10 15:21:04', '2022-10-10 15:27:30', 900),
      ...chatter('2022-10-10 15:31:40', '2022-10-10 15:33:50', 300),
      ['2022-10-10 15:33:51', 'I'],
      ['2022-10-10 15:33:51', 'E'],
      ...chatter('2022-10-10 15:33:52', '2022-10-10 15:36:10', 260),
    ],
    480,
  )
  const setupapi = writeLog(
    'logs/setupapi.dev.log',
    [
      ...chatter('2022-03-02 09:12:00', '2022-03-02 09:40:00', 300),
      ...chatter('2022-10-10 15:33:31', '2022-10-10 15:33:51', 200),
      ['2022-10-10 15:33:51', 'E'],
      ['2022-10-10 15:33:51', 'E'],
    ],
    480,
    'same-event',
  )
  const dism = writeLog(
    'logs/dism.log',
    chatter('2022-10-10 15:20:10', '2022-10-10 15:21:00', 80),
    480,
    'other-file',
  )
  const failed = place(0, 1202)
  const registered = place(1, 501)
  const states = [
    ['CbsExecuteStateResolvePending', '2022-10-10 15:31:41', 1000],
    ['CbsExecuteStateStagePending', '2022-10-10 15:32:05', 1050],
    ['CbsExecuteStateStageDrivers', '2022-10-10 15:33:31', 1150],
    ['CbsExecuteStateFailed', '2022-10-10 15:33:51', 1203],
  ] as const
  const story = makeStory([cbs, setupapi, dism], {
    attempts: [
      attempt({
        id: 'attempt-1',
        kind: 'update',
        subject: 'KB5015811',
        from: at('2022-10-10 15:21:04'),
        to: at('2022-10-10 15:36:10'),
        outcome: 'rolled-back',
        sessions: ['30754339_543620214'],
        phases: [
          ...states.map(([state, when, line], index) => ({
            ...phase(
              state,
              'servicing',
              when,
              states[index + 1]?.[1] ?? '2022-10-10 15:36:10',
              index === 2 ? 'failed' : 'unknown',
              place(0, line),
            ),
            code: index === 2 ? 0x800703f1 : 0,
          })),
          phase(
            'Doqe Staging',
            'servicing',
            '2022-10-10 15:33:31',
            '2022-10-10 15:33:51',
            'failed',
            place(0, 1152),
          ),
          phase(
            'Rollback',
            'rollback',
            '2022-10-10 15:33:51',
            '2022-10-10 15:36:10',
            'unknown',
            place(0, 1204),
          ),
        ],
      }),
    ],
    sessions: [
      session({
        id: '30754339_543620214',
        client: 'WindowsUpdateAgent',
        from: at('2022-10-10 15:21:04'),
        to: at('2022-10-10 15:36:10'),
        outcome: 'rolled-back',
        code: 0x800703f1,
        packages: [
          {
            identity: 'Package_for_RollupFix',
            kb: 'KB5015811',
            targetState: 'Installed',
            outcome: 'failed',
            place: null,
          },
        ],
        originalFailure: {
          code: 0x800703f1,
          state: 'CbsExecuteStateStageDrivers',
          at: at('2022-10-10 15:33:51'),
          place: place(0, 1203),
        },
        place: place(0, 3),
      }),
    ],
    drivers: [
      ...Array.from({ length: 40 }, (_, index) =>
        driver(
          STAGED[index % 5] ?? '',
          `2022-10-10 15:33:${String(31 + Math.floor(index / 2.2)).padStart(2, '0')}`,
          'succeeded',
          { places: [place(1, 301 + index * 4)] },
        ),
      ),
      driver('oposdrv.inf', '2022-10-10 15:33:51', 'failed', {
        code: 0x800703f1,
        places: [failed, registered],
        failures: [
          { at: at('2022-10-10 15:33:51'), place: failed, code: 0x800703f1 },
          { at: at('2022-10-10 15:33:51.638'), place: registered, code: 0x800703f1 },
        ],
      }),
    ],
    sections: [
      section(
        'Setup Import Driver Package',
        '2022-03-02 09:12:04',
        '2022-03-02 09:12:09',
        'succeeded',
        place(1, 5),
        { infs: ['oem0.inf'] },
      ),
      section(
        'Stage Driver Updates',
        '2022-10-10 15:33:31',
        '2022-10-10 15:33:51.654',
        'failed',
        place(1, 301),
        { infs: ['oposdrv.inf'], code: 0x800703f1, end: place(1, 502) },
      ),
    ],
    boots: [
      boot('2022-10-10 15:31:02', place(0, 901)),
      boot('2022-10-10 15:34:40', place(0, 1300)),
    ],
    rollbacks: [
      rollback(
        '2022-10-10 15:33:51',
        '2022-10-10 15:36:10',
        'CbsExecuteStateStageDrivers',
        place(0, 1204),
      ),
    ],
  })
  const chain = [
    finding(
      'setupapi-drivers-hive',
      'cause',
      '2022-10-10 15:33:51.638',
      'oposdrv.inf',
      [registered],
      {
        codes: [0x800703f1],
        message: {
          en: 'The DRIVERS registry hive refused the driver package oposdrv.inf (0x800703F1 ERROR_BADDB).',
          zh: '驱动程序数据库（DRIVERS 配置单元）拒绝了驱动程序包 oposdrv.inf（0x800703F1 ERROR_BADDB）。',
        },
      },
    ),
    finding('servicing-doqe', 'consequence', '2022-10-10 15:33:51', 'oposdrv.inf', [failed], {
      codes: [0x800703f1],
      message: {
        en: 'The update could not stage its drivers: oposdrv.inf, index 7 of 86.',
        zh: '更新无法暂存驱动程序：oposdrv.inf（第 7 个，共 86 个）。',
      },
    }),
    finding('servicing-rollback', 'outcome', '2022-10-10 15:33:51', 'KB5015811', [place(0, 1204)], {
      message: { en: 'Update KB5015811 was rolled back.', zh: '更新 KB5015811 已回滚。' },
    }),
  ]
  return { name: 'KB5015811.zip', story, chain }
}

export function upgradeCase(): CaseStory {
  const setupact = writeLog(
    'Panther/setupact.log',
    [
      ...chatter('2021-05-18 03:11:02', '2021-05-18 03:52:00', 2400, { warning: 25, error: 200 }),
      ...chatter('2021-05-18 03:53:10', '2021-05-18 04:20:40', 1500, { warning: 30, error: 240 }),
      ...chatter('2021-05-18 04:22:00', '2021-05-18 04:31:00', 500, { warning: 30, error: 240 }),
    ],
    480,
  )
  const rolled = writeLog(
    'Rollback/setupact.log',
    chatter('2021-05-18 04:33:10', '2021-05-18 04:46:00', 700, { warning: 12, error: 60 }),
    480,
    'boot-time',
  )
  const setupapi = writeLog(
    'Rollback/setupapi/setupapi.dev.log',
    chatter('2021-05-18 04:00:00', '2021-05-18 04:31:05', 1800, { warning: 90, error: 600 }),
    -420,
    'assumed',
  )
  const dump = writeLog('Rollback/setupmem.dmp', [], 0)
  const story = makeStory([setupact, rolled, setupapi, dump], {
    attempts: [
      attempt({
        id: 'attempt-1',
        kind: 'upgrade',
        subject: '19044',
        from: at('2021-05-18 03:11:02'),
        to: at('2021-05-18 04:46:00'),
        outcome: 'rolled-back',
        result: 0xc1900101,
        extend: 0x40017,
        phases: [
          phase(
            'Down-level',
            'setup',
            '2021-05-18 03:11:02',
            '2021-05-18 03:52:00',
            'succeeded',
            place(0, 1),
          ),
          phase(
            'SafeOS',
            'setup',
            '2021-05-18 03:53:10',
            '2021-05-18 04:20:40',
            'succeeded',
            place(0, 2401),
          ),
          phase(
            'First boot',
            'setup',
            '2021-05-18 04:22:00',
            '2021-05-18 04:31:00',
            'succeeded',
            place(0, 3901),
          ),
          phase('Second boot', 'setup', '2021-05-18 04:31:00', '', 'failed', place(1, 20)),
          phase(
            'Rollback',
            'rollback',
            '2021-05-18 04:33:10',
            '2021-05-18 04:46:00',
            'succeeded',
            place(1, 4),
          ),
        ],
        operations: [
          operation(
            'Pre-Finalize Download',
            'Down-level',
            '2021-05-18 03:12:00',
            '2021-05-18 03:20:00',
            'succeeded',
          ),
          operation(
            'Gather data',
            'Down-level',
            '2021-05-18 03:20:00',
            '2021-05-18 03:44:00',
            'succeeded',
          ),
          operation(
            'Add boot entry',
            'Down-level',
            '2021-05-18 03:44:00',
            '2021-05-18 03:44:20',
            'succeeded',
          ),
          operation(
            'Apply image',
            'SafeOS',
            '2021-05-18 03:53:20',
            '2021-05-18 04:08:00',
            'succeeded',
          ),
          operation(
            'Apply drivers',
            'SafeOS',
            '2021-05-18 04:08:00',
            '2021-05-18 04:15:20',
            'succeeded',
          ),
          operation(
            'Migrate',
            'First boot',
            '2021-05-18 04:22:40',
            '2021-05-18 04:30:00',
            'succeeded',
          ),
          operation('Boot', 'Second boot', '2021-05-18 04:31:40', '', 'unfinished'),
        ],
      }),
    ],
    sections: [
      section(
        'Device Install (Hardware initiated)',
        '2021-05-18 04:12:04',
        '2021-05-18 04:12:44',
        'succeeded',
        place(2, 400),
        { infs: ['netrtwlane.inf'] },
      ),
      section(
        'Setup Import Driver Package',
        '2021-05-18 04:28:04',
        '2021-05-18 04:28:12',
        'failed',
        place(2, 1600),
        { infs: ['lwfmgr.inf'], code: 0xe0000247 },
      ),
    ],
    drivers: [
      driver('netrtwlane.inf', '2021-05-18 04:12:44', 'succeeded'),
      driver('lwfmgr.inf', '2021-05-18 04:28:12', 'failed', {
        failures: [{ at: at('2021-05-18 04:28:12'), place: place(2, 1604), code: 0xe0000247 }],
        places: [place(2, 1604)],
      }),
    ],
    boots: ['03:52:40', '04:21:20', '04:31:10', '04:32:50'].map((time, index) =>
      boot(`2021-05-18 ${time}`, place(0, 100 + index)),
    ),
    crashes: [crash('2021-05-18 04:31:52', 0x7e, 'lwfmgr.sys', place(3, 1))],
    rollbacks: [rollback('2021-05-18 04:33:10', '2021-05-18 04:46:00', 'Second boot', place(1, 4))],
  })
  const chain = [
    finding(
      'driver-import-failed',
      'cause',
      '2021-05-18 04:28:12',
      'lwfmgr.inf',
      [place(2, 1604)],
      {
        confidence: 'suspected',
        message: {
          en: 'The driver lwfmgr could not be installed.',
          zh: '驱动程序 lwfmgr 安装失败。',
        },
      },
    ),
    finding('bug-check', 'cause', '2021-05-18 04:31:52', 'lwfmgr.sys', [place(3, 1)], {
      message: {
        en: 'The new Windows stopped with bug check 0x7E in the call chain of lwfmgr.sys.',
        zh: '新系统在 lwfmgr.sys 的调用链中发生错误检查 0x7E（蓝屏）。',
      },
    }),
    finding(
      'setup-rollback',
      'outcome',
      '2021-05-18 04:33:10',
      '0xC1900101-0x40017',
      [place(1, 4)],
      {
        message: {
          en: 'Setup rolled back: 0xC1900101 - 0x40017, second boot, operation BOOT.',
          zh: '安装已回滚：0xC1900101 - 0x40017，第二次启动阶段，BOOT 操作。',
        },
      },
    ),
  ]
  return { name: 'upgrade-A.zip', story, chain }
}

export function preloadCase(): CaseStory {
  const unattend = writeLog(
    'Panther/UnattendGC/setupact.log',
    [
      ...chatter('2023-06-26 07:58:00', '2023-06-26 08:02:31', 60),
      ['2023-06-26 08:02:32', 'E'],
      ['2023-06-26 08:03:30', 'E'],
      ['2023-06-26 08:07:23', 'I'],
      ['2023-06-26 08:07:23', 'E'],
      ['2023-06-26 08:08:34', 'E'],
      ['2023-06-26 08:08:34', 'E'],
    ],
    480,
    'assumed',
  )
  const panther = writeLog(
    'Panther/setupact.log',
    chatter('2023-06-26 07:31:00', '2023-06-26 07:44:00', 800),
    480,
    'other-file',
  )
  const dump = writeLog('MEMORY.DMP', [], 0, 'utc')
  const story = makeStory([unattend, panther, dump], {
    attempts: [
      attempt({
        id: 'attempt-1',
        kind: 'audit',
        from: at('2023-06-26 08:02:10'),
        to: at('2023-06-26 08:08:34'),
        outcome: 'failed',
        result: 0x8030000c,
        phases: [
          phase(
            'auditSystem',
            'configuration-pass',
            '2023-06-26 08:02:10',
            '2023-06-26 08:03:30',
            'failed',
            place(0, 61),
          ),
          phase(
            'auditSystem',
            'configuration-pass',
            '2023-06-26 08:07:23',
            '',
            'unfinished',
            place(0, 63),
          ),
          phase(
            'auditUser',
            'configuration-pass',
            '2023-06-26 08:08:30',
            '2023-06-26 08:08:34',
            'failed',
            place(0, 66),
          ),
        ],
      }),
    ],
    boots: [boot('2023-06-26 08:07:15', place(2, 1)), boot('2023-06-26 08:08:20', place(0, 65))],
    crashes: [crash('2023-06-26 08:07:55.743', 0xa, 'ks.sys', place(2, 1))],
  })
  const chain = [
    finding(
      'pass-drivers-missing',
      'cause',
      '2023-06-26 08:02:32',
      'C:\\DRIVERS\\STORE1',
      [place(0, 61), place(0, 64)],
      {
        codes: [0x80070003],
        message: {
          en: 'The pass auditSystem was told to take drivers from C:\\DRIVERS\\STORE1; that folder does not exist.',
          zh: 'auditSystem 阶段要从 C:\\DRIVERS\\STORE1 加载驱动程序，但该文件夹不存在。',
        },
      },
    ),
    finding('bug-check', 'consequence', '2023-06-26 08:07:55.743', 'ks.sys', [place(2, 1)], {
      confidence: 'suspected',
      message: {
        en: 'The system stopped with bug check 0xA in a camera driver call.',
        zh: '系统在摄像头驱动调用中发生错误检查 0xA（蓝屏）。',
      },
    }),
    finding('pass-failed', 'outcome', '2023-06-26 08:08:34', 'auditUser', [place(0, 66)], {
      codes: [0x8030000c],
      message: {
        en: 'The pass auditUser ended with 0x8030000C and setup stopped.',
        zh: 'auditUser 阶段以 0x8030000C 结束，安装停止。',
      },
    }),
  ]
  return { name: 'preload.zip', story, chain }
}
