/** Lines of CheckSUR.log with the reading expected of them. */
import type { Sample } from '../format.ts'

const REPORT =
  '=================================\nChecking System Update Readiness.\nBinary Version 6.1.7601.21645\nPackage Version 15.0\n2012-05-30 12:44'
const TIME = '2012-05-30 12:44:00.000'
const FOLDER = 'amd64_sample_31bf3856ad364e35_6.1.7601.17514_none_0123456789abcdef'
const MUM = 'servicing\\Packages\\Package_for_KB2079403~31bf3856ad364e35~amd64~~6.1.1.0.mum'

function found(text: string, what: string, component: string, file: string): Sample {
  return {
    text,
    time: TIME,
    level: 'error',
    signals: [{ kind: 'cbs.corruption', by: 'store-check', what, component, file, repaired: null }],
    after: REPORT,
  }
}

function fixed(text: string, what: string, component: string, file: string): Sample {
  return {
    text,
    time: TIME,
    level: 'info',
    signals: [{ kind: 'cbs.corruption', by: 'store-check', what, component, file, repaired: true }],
    after: REPORT,
  }
}

export const checkSurSamples: readonly Sample[] = [
  {
    text: 'Checking System Update Readiness.',
    time: null,
    level: 'info',
    signals: [{ kind: 'log.begin', tool: 'CheckSUR' }],
  },
  {
    text: '2012-05-30 12:44',
    time: TIME,
    level: 'info',
    signals: [],
    after: 'Checking System Update Readiness.',
  },
  found(
    `(f)\tCSI Payload File Missing\t0x00000000\tsample.dll\t${FOLDER}`,
    'CSI Payload File Missing',
    FOLDER,
    'sample.dll',
  ),
  found(
    `(f) CSI Payload File Corrupt 0x00000000 sample.dll ${FOLDER}`,
    'CSI Payload File Corrupt',
    FOLDER,
    'sample.dll',
  ),
  found(`(f)\tCBS MUM Corrupt\t0x800F0900\t${MUM}\t\tLine 1: `, 'CBS MUM Corrupt', '', MUM),
  fixed(
    '(fix)\tCBS MUM Corrupt\tCBS File Replaced\tPackage_for_KB2079403~31bf3856ad364e35~amd64~~6.1.1.0 from Cabinet: C:\\Windows\\CheckSur\\v1.0\\windows6.1-servicing-x64.cab.',
    'CBS MUM Corrupt',
    'Package_for_KB2079403~31bf3856ad364e35~amd64~~6.1.1.0',
    '',
  ),
  fixed(
    '(fix)\tCSI Payload File Missing\tCSI File Replaced\tFile: sample.dll From: C:\\Windows\\CheckSur\\v1.0\\windows6.1-rtm-client.cab',
    'CSI Payload File Missing',
    '',
    'sample.dll',
  ),
  {
    text: '(w)\tUnable to get system disk properties\t0x0000045D\tIOCTL_STORAGE_QUERY_PROPERTY\tDisk Cache',
    time: TIME,
    level: 'warning',
    signals: [],
    after: REPORT,
  },
  {
    text: 'Seconds executed: 421\n Found 14 errors\n Fixed 3 errors\n  CSI Payload File Missing Total count: 10',
    time: TIME,
    level: 'info',
    signals: [
      { kind: 'cbs.repair-result', what: 'detected', count: 14, text: 'Found 14 errors' },
      { kind: 'cbs.repair-result', what: 'repaired', count: 3, text: 'Fixed 3 errors' },
    ],
    after: REPORT,
  },
  {
    text: `Unavailable repair files:\n\t${MUM}`,
    time: TIME,
    level: 'info',
    signals: [
      {
        kind: 'cbs.corruption',
        by: 'store-check',
        what: 'Unavailable repair file',
        component: '',
        file: MUM,
        repaired: false,
      },
    ],
    after: REPORT,
  },
]
