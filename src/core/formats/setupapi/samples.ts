/** Lines of SetupAPI logs with the reading expected of them. Body lines need the date of their section. */
import type { Sample } from '../format.ts'

type Fields = NonNullable<Sample['signals']>

const FOLDER = 'oposdrv.inf_amd64_313106b94d0b5742'
const STORE = `C:\\Windows\\System32\\DriverStore\\FileRepository\\${FOLDER}\\oposdrv.inf`
const SECTION = '>>>  [Stage Driver Updates]\n>>>  Section start 2022/10/10 15:33:50.114'
const TIME = '2022-10-10 15:33:51.638'
const START = '2022-10-10 15:33:50.114'

/** A body line that prints its time of day. */
function timed(text: string, component: string, ...signals: Fields): Sample {
  return {
    text: `${text} 15:33:51.638`,
    time: TIME,
    level: 'info',
    component,
    signals,
    after: SECTION,
  }
}

/** A body line without a time: that of the line above. */
function untimed(text: string, component: string, ...signals: Fields): Sample {
  return { text, time: START, level: 'info', component, signals, after: SECTION }
}

function failed(text: string, component: string, ...signals: Fields): Sample {
  return { text, time: START, level: 'error', component, signals, after: SECTION }
}

export const setupapiSamples: readonly Sample[] = [
  {
    text: '[BeginLog]',
    time: null,
    level: 'info',
    signals: [{ kind: 'log.begin', tool: 'setupapi' }],
    after: '[Device Install Log]',
  },
  {
    text: '     OS Version = 10.0.17763',
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'host-build', value: '10.0.17763' }],
    after: '[Device Install Log]',
  },
  {
    text: '     Architecture = amd64',
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'architecture', value: 'amd64' }],
    after: '[Device Install Log]',
  },
  {
    text: '[Boot Session: 2022/10/10 15:30:02.500]',
    time: '2022-10-10 15:30:02.500',
    level: 'info',
    signals: [
      {
        kind: 'sys.boot',
        at: Date.UTC(2022, 9, 10, 15, 30, 2, 500),
        source: 'boot-session',
      },
    ],
  },
  {
    text: '>>>  [Setup Import Driver Package - c:\\drivers\\filter\\lwfsample.inf]',
    time: null,
    level: 'info',
    signals: [
      {
        kind: 'drv.section-begin',
        title: 'Setup Import Driver Package',
        target: 'c:\\drivers\\filter\\lwfsample.inf',
      },
    ],
  },
  { text: '>>>  Section start 2022/10/10 15:33:50.114', time: START, level: 'info', signals: [] },
  { text: '<<<  Section end 2022/10/10 15:33:50.114', time: START, level: 'info', signals: [] },
  // The first logs of Vista print the stamp in front.
  { text: '>>>  2022/10/10 15:33:50.114: Section start', time: START, level: 'info', signals: [] },
  { text: '<<<  [2022/10/10 15:33:50.114: Section end]', time: START, level: 'info', signals: [] },
  {
    text: '!!!  2022/10/10 15:33:51.638: dvi:      Failed to install device. Error = 0x000003f1',
    time: TIME,
    level: 'error',
    component: 'dvi',
    signals: [
      {
        kind: 'drv.error',
        tag: 'dvi',
        text: 'Failed to install device. Error = 0x000003f1',
        code: 0x3f1,
        inf: '',
        folder: '',
      },
    ],
  },
  {
    text: '<<<  [Exit status: SUCCESS (REBOOT_REQUIRED)]',
    time: START,
    level: 'info',
    signals: [{ kind: 'drv.section-end', ok: true, code: 0, text: 'SUCCESS (REBOOT_REQUIRED)' }],
    after: SECTION,
  },
  {
    text: '<<<  [Exit status: FAILURE(0x000003f1)]',
    time: START,
    level: 'error',
    signals: [{ kind: 'drv.section-end', ok: false, code: 0x3f1, text: 'FAILURE(0x000003f1)' }],
    after: SECTION,
  },
  timed('     sto: {DRIVERSTORE IMPORT END}', 'sto', {
    kind: 'drv.open',
    operation: 'DRIVERSTORE IMPORT END',
    argument: '',
  }),
  timed(
    `     sto: {Stage Driver Package: ${STORE}}`,
    'sto',
    { kind: 'drv.open', operation: 'Stage Driver Package', argument: STORE },
    { kind: 'drv.inf-fact', key: 'inf-path', value: STORE },
  ),
  timed('     idb:           {Register Driver Package: exit(0x000003f1)}', 'idb', {
    kind: 'drv.close',
    operation: 'Register Driver Package',
    code: 0x3f1,
  }),
  timed('     sto: {Setup Import Driver Package - exit (0x00000000)}', 'sto', {
    kind: 'drv.close',
    operation: 'Setup Import Driver Package',
    code: 0,
  }),
  untimed('     dvi:                     {Install DEVICE exit (0x00000000)}', 'dvi', {
    kind: 'drv.close',
    operation: 'Install DEVICE',
    code: 0,
  }),
  // The parenthesis is missing in real logs too. Operations of this kind are told only when they fail.
  timed('     dvi: {Select Drivers - exit(0x00000000}', 'dvi'),
  timed('     dvi: {Select Drivers - exit(0x0000001f}', 'dvi', {
    kind: 'drv.close',
    operation: 'Select Drivers',
    code: 0x1f,
  }),
  timed('     dvi: {DIF_ALLOW_INSTALL - exit(0xe000020e)}', 'dvi'),
  failed(
    `!!!  idb:                Failed to create driver package object '${FOLDER}' in DRIVERS database node. Error = 0x000003f1`,
    'idb',
    {
      kind: 'drv.error',
      tag: 'idb',
      text: `Failed to create driver package object '${FOLDER}' in DRIVERS database node. Error = 0x000003f1`,
      code: 0x3f1,
      inf: 'oposdrv.inf',
      folder: FOLDER,
    },
  ),
  failed(
    "!!!  sto: Failed to determine status of driver update 'C:\\Windows\\WinSxS\\amd64_dual_oposdrv.inf_31bf3856ad364e35_10.0.17763.348_none_361ac2b69ffff30d\\oposdrv.inf'. Error = 0x000003f1",
    'sto',
    {
      kind: 'drv.error',
      tag: 'sto',
      text: "Failed to determine status of driver update 'C:\\Windows\\WinSxS\\amd64_dual_oposdrv.inf_31bf3856ad364e35_10.0.17763.348_none_361ac2b69ffff30d\\oposdrv.inf'. Error = 0x000003f1",
      code: 0x3f1,
      inf: 'oposdrv.inf',
      folder: 'amd64_dual_oposdrv.inf_31bf3856ad364e35_10.0.17763.348_none_361ac2b69ffff30d',
    },
  ),
  failed(
    '!!!  ndv:      Device install failed for new device. Error 1009: The configuration registry database is corrupt.',
    'ndv',
    {
      kind: 'drv.error',
      tag: 'ndv',
      text: 'Device install failed for new device. Error 1009: The configuration registry database is corrupt.',
      code: 1009,
      inf: '',
      folder: '',
    },
  ),
  {
    text: '!    sto: Could not unstage all driver updates. Error = 0x000003f1',
    time: START,
    level: 'warning',
    component: 'sto',
    signals: [],
    after: SECTION,
  },
  untimed('     inf: Provider: Sample Networks, Inc.', 'inf', {
    kind: 'drv.inf-fact',
    key: 'provider',
    value: 'Sample Networks, Inc.',
  }),
  untimed('     inf:      Driver Version = 10/02/2023,1.2.0.124', 'inf', {
    kind: 'drv.inf-fact',
    key: 'version',
    value: '10/02/2023,1.2.0.124',
  }),
  untimed('     inf:                               {Add Service: lwfsample}', 'inf', {
    kind: 'drv.inf-fact',
    key: 'service',
    value: 'lwfsample',
  }),
  untimed('     ump:      {Plug and Play Service: Device Install for ACPI\\PNP0501\\0}', 'ump', {
    kind: 'drv.inf-fact',
    key: 'device-id',
    value: 'ACPI\\PNP0501\\0',
  }),
  untimed(
    "     cpy:                Published 'lwfsample.inf_amd64_f6502633f1335e76\\lwfsample.inf' to 'oem4.inf'.",
    'cpy',
    {
      kind: 'drv.published',
      inf: 'lwfsample.inf',
      published: 'oem4.inf',
      folder: 'lwfsample.inf_amd64_f6502633f1335e76',
    },
  ),
  {
    text: `!    sto:      Driver package already imported as 'oposdrv.inf' (${STORE}).`,
    time: START,
    level: 'warning',
    component: 'sto',
    signals: [
      { kind: 'drv.published', inf: 'oposdrv.inf', published: 'oposdrv.inf', folder: FOLDER },
    ],
    after: SECTION,
  },
  untimed('     sto:      Rolled back driver package import.', 'sto', {
    kind: 'drv.rolled-back',
    text: 'Rolled back driver package import.',
  }),
  {
    text: '<ins>',
    time: START,
    level: 'warning',
    signals: [{ kind: 'drv.cut' }],
    after: SECTION,
  },
]
