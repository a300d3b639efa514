/** Lines of the SetupAPI log of Windows 2000 and XP with the reading expected of them. */
import type { Sample } from '../format.ts'

type Fields = NonNullable<Sample['signals']>

const BLOCK = '[2003/02/18 10:18:56 568.2675 Driver Install]'
const START = '2003-02-18 10:18:56.000'
const DEVICE = 'PCI\\VEN_0000&DEV_0001&SUBSYS_00000000&REV_02\\3&1&0&78'

/** A message of XP, with its mark in front. */
function marked(text: string, level: Sample['level'], ...signals: Fields): Sample {
  return { text, time: START, level, signals, after: BLOCK }
}

/** A message of Windows 2000. */
function plain(text: string, level: Sample['level'], ...signals: Fields): Sample {
  return marked(text, level, ...signals)
}

export const setupapiXpSamples: readonly Sample[] = [
  {
    text: '[SetupAPI Log]',
    time: null,
    level: 'info',
    signals: [{ kind: 'log.begin', tool: 'setupapi' }],
  },
  {
    text: 'OS Version = 5.1.2600 Service Pack 3',
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'host-build', value: '5.1.2600' }],
    after: '[SetupAPI Log]',
  },
  {
    text: 'Architecture = x86',
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'architecture', value: 'x86' }],
    after: '[SetupAPI Log]',
  },
  {
    text: BLOCK,
    time: START,
    level: 'info',
    signals: [{ kind: 'drv.section-begin', title: 'Driver Install', target: '568.2675' }],
  },
  {
    text: '[2003/02/18 10:18:56 200.12]',
    time: START,
    level: 'info',
    signals: [{ kind: 'drv.section-begin', title: '200.12', target: '' }],
  },
  marked('#-019 Searching for hardware ID(s): pci\\ven_0000&dev_0001,pci\\ven_0000', 'info', {
    kind: 'drv.inf-fact',
    key: 'device-id',
    value: 'pci\\ven_0000&dev_0001',
  }),
  {
    text: '@ 10:18:57.437 #V017 Enumerating files "C:\\WINDOWS\\inf".',
    time: '2003-02-18 10:18:57.437',
    level: 'info',
    signals: [],
    after: BLOCK,
  },
  marked(
    '#I063 Selected driver installs from section [SAMPLE.NT] in "c:\\windows\\inf\\oem3.inf".',
    'info',
    { kind: 'drv.inf-fact', key: 'inf-path', value: 'c:\\windows\\inf\\oem3.inf' },
  ),
  marked(`#I123 Doing full install of "${DEVICE}".`, 'info', {
    kind: 'drv.open',
    operation: 'Device install',
    argument: DEVICE,
  }),
  marked(`#I121 Device install of "${DEVICE}" finished successfully.`, 'info', {
    kind: 'drv.close',
    operation: 'Device install',
    code: 0,
  }),
  marked(
    '#E122 Device install failed. Error 1009: The configuration registry database is corrupt.',
    'error',
    { kind: 'drv.close', operation: 'Device install', code: 1009 },
    {
      kind: 'drv.error',
      tag: '',
      text: 'Device install failed. Error 1009: The configuration registry database is corrupt.',
      code: 1009,
      inf: '',
      folder: '',
    },
  ),
  marked(
    '#W334 Failed to verify catalog when scanning file queue. Error 1168: Not found.',
    'warning',
  ),
  marked(
    '#E358 An unsigned or incorrectly signed file "c:\\drivers\\sample.inf" for driver "Sample" will be installed (Policy=Ignore). Error 1168: Element not found.',
    'error',
  ),
  // Windows 2000 tells no severity: what carries an error of the system is a warning.
  plain(`Doing full install of ${DEVICE}.`, 'info', {
    kind: 'drv.open',
    operation: 'Device install',
    argument: DEVICE,
  }),
  plain(
    'Device install finished with error Error 0xe0000219: The installation failed because a function driver was not specified for this device instance.',
    'warning',
    { kind: 'drv.close', operation: 'Device install', code: 0xe0000219 },
  ),
  plain(`Device install finished successfully (${DEVICE}).`, 'info', {
    kind: 'drv.close',
    operation: 'Device install',
    code: 0,
  }),
]
