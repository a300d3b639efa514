/** Lines of DPINST.LOG with the reading expected of them. */
import type { Sample } from '../format.ts'

const RUN = 'INFO:   07/04/2023 08:15:30'
const TIME = '2023-07-04 08:15:30.000'
const PATH = 'c:\\drivers\\sample\\sample.inf'
const FOUND = `INFO:   Found driver package: '${PATH}'.`

function info(text: string, ...signals: NonNullable<Sample['signals']>): Sample {
  return { text: `INFO:   ${text}`, time: TIME, level: 'info', signals, after: RUN }
}

export const dpinstSamples: readonly Sample[] = [
  { text: RUN, time: TIME, level: 'info', signals: [] },
  info('Product Version 2.1.0.0.', { kind: 'log.begin', tool: 'DPInst' }),
  info('Version: 10.0.22621 ', { kind: 'machine.fact', key: 'host-build', value: '10.0.22621' }),
  info('Architecture: AMD64.', { kind: 'machine.fact', key: 'architecture', value: 'amd64' }),
  info(
    `Found driver package: '${PATH}'.`,
    { kind: 'drv.section-begin', title: 'DPInst', target: PATH },
    { kind: 'drv.inf-fact', key: 'inf-path', value: PATH },
  ),
  info(`Installing INF file '${PATH}' (Plug and Play).`, {
    kind: 'drv.inf-fact',
    key: 'inf-path',
    value: PATH,
  }),
  info('Installing devices with Id "ACPI\\VEN_0000&DEV_0030" using INF "C:\\x\\sample.inf".', {
    kind: 'drv.inf-fact',
    key: 'device-id',
    value: 'ACPI\\VEN_0000&DEV_0030',
  }),
  info('ENTER:  DriverPackagePreinstallW', {
    kind: 'drv.open',
    operation: 'DriverPackagePreinstallW',
    argument: '',
  }),
  info('RETURN: DriverPackagePreinstallW  (0xB7)', {
    kind: 'drv.close',
    operation: 'DriverPackagePreinstallW',
    code: 0xb7,
  }),
  {
    text: 'ERROR:  Could not preinstall sample.inf. Error 0xE0000247.',
    time: TIME,
    level: 'error',
    signals: [
      {
        kind: 'drv.error',
        tag: '',
        text: 'Could not preinstall sample.inf. Error 0xE0000247.',
        code: 0xe0000247,
        inf: 'sample.inf',
        folder: '',
      },
    ],
    after: RUN,
  },
  {
    ...info('Returning with code 0x40000001', {
      kind: 'drv.section-end',
      ok: true,
      code: 0,
      text: 'Returning with code 0x40000001',
    }),
    after: `${RUN}\n${FOUND}`,
  },
  {
    ...info('Returning with code 0x80010000', {
      kind: 'drv.section-end',
      ok: false,
      code: 0xe0000247,
      text: 'Returning with code 0x80010000',
    }),
    after: `${RUN}\n${FOUND}\nINFO:   RETURN: DriverPackagePreinstallW  (0xE0000247)`,
  },
  // Nothing was found, so nothing ends.
  info('Returning with code 0x0'),
]
