/** How a run ends in its own words. 0xC1900108 is what setup tells telemetry, never the failure itself. */
import type { KindPattern } from '../line-format.ts'
import { hexText } from './hex-text.ts'

export const resultKinds: readonly KindPattern[] = [
  {
    kind: 'setup.result',
    needle: 'Reporting error event -> [',
    pattern: /Reporting error event -> \[(0x[0-9A-Fa-f]+), (0x[0-9A-Fa-f]+)\]/,
    read: ([, result, extend]) => ({
      result: hexText(result),
      extend: hexText(extend),
      via: 'error-event',
    }),
  },
  {
    kind: 'setup.result',
    needle: 'Reporting post reboot event -> [',
    pattern: /Reporting post reboot event -> \[(0x[0-9A-Fa-f]+), (0x[0-9A-Fa-f]+)\]/,
    read: ([, result, extend]) => ({
      result: hexText(result),
      extend: hexText(extend),
      via: 'post-reboot-event',
    }),
  },
  {
    kind: 'setup.result',
    needle: 'Specifying extended data [',
    pattern: /Specifying extended data \[(0x[0-9A-Fa-f]+)\] for error \[(0x[0-9A-Fa-f]+)\]/,
    read: ([, extend, result]) => ({
      result: hexText(result),
      extend: hexText(extend),
      via: 'extended-data',
    }),
  },
  {
    kind: 'setup.result',
    needle: 'Finalize: Reporting result value: [',
    pattern: /^Finalize: Reporting result value: \[(0x[0-9A-Fa-f]+)\]/,
    read: ([, result]) => ({ result: hexText(result), extend: 0, via: 'finalize' }),
  },
  {
    kind: 'setup.result',
    needle: 'CSetupHost::Execute(',
    pattern: /^CSetupHost::Execute\(\d+\): Result = (0x[0-9A-Fa-f]+)/,
    read: ([, result]) => ({ result: hexText(result), extend: 0, via: 'execute' }),
  },
  {
    kind: 'setup.result-remapped',
    needle: 'Remapping ',
    pattern: /Remapping [\w ]*\[(0x[0-9A-Fa-f]+)\] -> \[(0x[0-9A-Fa-f]+)\]/,
    read: ([, from, to]) => ({ from: hexText(from), to: hexText(to) }),
  },
]
