/** Lines of CBS.log that name damaged files and components, with the reading expected of them. */
import type { Sample } from '../format.ts'
import { line } from './sample-line.ts'

type Fields = NonNullable<Sample['signals']>

function of(component: string, message: string, ...signals: Fields): Sample {
  return {
    text: line(message, 'Info', component),
    time: '2022-10-10 15:33:51.000',
    level: 'info',
    component,
    signals,
  }
}

const DNS = 'Microsoft-Windows-DNS-Client, version 10.0.22621.1635, arch Host= amd64 Guest= x86'
const DNS_FOLDER =
  'wow64_microsoft-windows-dns-client_31bf3856ad364e35_10.0.22621.1635_none_02f2a0a1a3d6b1cf'
const CANNOT = `[SR] Cannot repair member file [l:10]'dnsapi.dll' of ${DNS}, nonSxS, pkt {l:8 b:31bf3856ad364e35} in the store, hash mismatch`
const OLD_CANNOT =
  '[SR] Cannot repair member file [l:20{10}]"dnsapi.dll" of Microsoft-Windows-DNS-Client, Version = 6.1.7601.17570, pA = PROCESSOR_ARCHITECTURE_AMD64 (9), Culture neutral, VersionScope = 1 nonSxS, PublicKeyToken = {l:8 b:31bf3856ad364e35}, Type neutral, TypeName neutral, PublicKey neutral in the store, file is missing'

/** A report of RestoreHealth; newer builds print each of its lines with a stamp. */
const REPORT = [
  line(''),
  '=================================',
  'Checking System Update Readiness.',
  '',
  `(p)\tCSI Payload Corrupt\t\t\t${DNS_FOLDER}\\r\\dnsapi.dll`,
  'Repair failed: Missing replacement payload.',
  '(p)\tCSI Manifest Corrupt\t(w)\t(Fixed)\tamd64_sample_31bf3856ad364e35_10.0.22621.1_none_0123456789abcdef',
  '(p)\tCBS MUM Missing\t(n)\t\t\tSample-Features-Package~31bf3856ad364e35~amd64~~10.0.22621.1',
  '(p) CBS Catalog Corrupt (n) Package_for_KB5016623~31bf3856ad364e35~amd64~~10.0.1.3',
  '',
  'Summary:',
  'Operation: Detect and Repair ',
  'Operation result: 0x800f081f',
  'Total Detected Corruption:\t4',
  '\tCSI Payload Corruption:\t1',
  'Total Repaired Corruption:\t1',
].join('\n')

export const corruptionSamples: readonly Sample[] = [
  {
    text: REPORT,
    time: '2022-10-10 15:33:51.000',
    level: 'info',
    component: 'CBS',
    signals: [
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'CSI Payload Corrupt',
        component: DNS_FOLDER,
        file: 'r\\dnsapi.dll',
        repaired: null,
      },
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'Missing replacement payload.',
        component: DNS_FOLDER,
        file: 'r\\dnsapi.dll',
        repaired: false,
      },
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'CSI Manifest Corrupt',
        component: 'amd64_sample_31bf3856ad364e35_10.0.22621.1_none_0123456789abcdef',
        file: '',
        repaired: true,
      },
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'CBS MUM Missing',
        component: 'Sample-Features-Package~31bf3856ad364e35~amd64~~10.0.22621.1',
        file: '',
        repaired: null,
      },
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'CBS Catalog Corrupt',
        component: 'Package_for_KB5016623~31bf3856ad364e35~amd64~~10.0.1.3',
        file: '',
        repaired: null,
      },
      {
        kind: 'cbs.repair-result',
        what: 'detected',
        count: 4,
        text: 'Total Detected Corruption: 4',
      },
      {
        kind: 'cbs.repair-result',
        what: 'repaired',
        count: 1,
        text: 'Total Repaired Corruption: 1',
      },
    ],
  },
  of(
    'CSI',
    `0000000b Warning: Unable to repair payload file ([l:10]'dnsapi.dll') for component ([l:90 ml:140]'${DNS_FOLDER}') from backups directory with disposition (2). A backup file may not exist or may be corrupt. Falling back to WU.`,
    {
      kind: 'cbs.corruption',
      by: 'store-check',
      what: 'Unable to repair payload file',
      component: DNS_FOLDER,
      file: 'dnsapi.dll',
      repaired: null,
    },
  ),
  of('CSI', `00000072 ${CANNOT}`, {
    kind: 'cbs.corruption',
    by: 'sfc',
    what: 'hash mismatch',
    component: DNS,
    file: 'dnsapi.dll',
    repaired: false,
  }),
  of('CSI', `0000000a ${OLD_CANNOT}`, {
    kind: 'cbs.corruption',
    by: 'sfc',
    what: 'file is missing',
    component:
      'Microsoft-Windows-DNS-Client, Version = 6.1.7601.17570, pA = PROCESSOR_ARCHITECTURE_AMD64 (9)',
    file: 'dnsapi.dll',
    repaired: false,
  }),
  of(
    'CSI',
    '00000076 [SR] Could not reproject corrupted file \\??\\C:\\Windows\\System32\\\\dnsapi.dll; source file in store is also corrupted',
    {
      kind: 'cbs.corruption',
      by: 'sfc',
      what: 'source file in store is also corrupted',
      component: '',
      file: 'C:\\Windows\\System32\\dnsapi.dll',
      repaired: false,
    },
  ),
  of(
    'CSI',
    `00000074 [SR] Repaired file \\SystemRoot\\WinSxS\\${DNS_FOLDER}\\\\[l:10]'dnsapi.dll' by copying from backup`,
    {
      kind: 'cbs.corruption',
      by: 'sfc',
      what: 'Repaired file',
      component: DNS_FOLDER,
      file: 'dnsapi.dll',
      repaired: true,
    },
  ),
  of(
    'CSI',
    '00000330 [SR] Repairing corrupted file [ml:520{260},l:46{23}]"\\??\\C:\\Windows\\System32"\\[l:20{10}]"dnsapi.dll" from store',
    {
      kind: 'cbs.corruption',
      by: 'sfc',
      what: 'Repairing corrupted file',
      component: '',
      file: 'C:\\Windows\\System32\\dnsapi.dll',
      repaired: true,
    },
  ),
  of('DEPLOY', '[Pnp] Corrupt file: C:\\Windows\\System32\\drivers\\bthmodem.sys', {
    kind: 'cbs.corruption',
    by: 'sfc',
    what: 'Corrupt file',
    component: '',
    file: 'C:\\Windows\\System32\\drivers\\bthmodem.sys',
    repaired: null,
  }),
  of('DEPLOY', '[Pnp] Repaired file: C:\\Windows\\System32\\drivers\\bthmodem.sys', {
    kind: 'cbs.corruption',
    by: 'sfc',
    what: 'Repaired file',
    component: '',
    file: 'C:\\Windows\\System32\\drivers\\bthmodem.sys',
    repaired: true,
  }),
  // Batches are counted, and told with the repair that follows them.
  of('CSI', '00000210 [SR] Verifying 100 (0x0000000000000064) components'),
  {
    ...of(
      'CSI',
      '00000213 [SR] Repairing 0 components',
      {
        kind: 'cbs.repair-result',
        what: 'verified',
        count: 117,
        text: '[SR] Repairing 0 components',
      },
      {
        kind: 'cbs.repair-result',
        what: 'repaired',
        count: 0,
        text: '[SR] Repairing 0 components',
      },
    ),
    after: [
      line('00000210 [SR] Verifying 100 components', 'Info', 'CSI'),
      line('00000212 [SR] Verifying 17 components', 'Info', 'CSI'),
    ].join('\n'),
  },
]
