/**
 * Names of the phases of Windows Setup in its two numbering systems, kept apart.
 * The operation track's thirteen phases belong to the four starts of the machine that the extend code counts:
 * domain facts: setupact.log of upgrades (`OPERATIONTRACK: Add phase: n|name`), upgrade-error-codes page of the vendor.
 */
export const SETUP_STAGES = ['Down-level', 'SafeOS', 'First boot', 'Second boot'] as const
export type SetupStage = (typeof SETUP_STAGES)[number]

const STAGE_OF_TRACK: Readonly<Record<string, SetupStage>> = {
  downlevel: 'Down-level',
  'pre-finalize': 'Down-level',
  finalize: 'Down-level',
  'safe os': 'SafeOS',
  'pre first boot': 'First boot',
  'pre sysprep': 'First boot',
  'post sysprep': 'First boot',
  'post first boot': 'First boot',
  'pre oobe boot': 'Second boot',
  'pre oobe': 'Second boot',
  'post oobe': 'Second boot',
  'post oobe boot': 'Second boot',
}

/** The start of the machine that a phase of the operation track runs in; null for `End` and unknown names. */
export function stageOfTrackPhase(name: string): SetupStage | null {
  return STAGE_OF_TRACK[name.toLowerCase()] ?? null
}

/** The stage that an extend code's phase digit names (bits 16-19): 1 to 4; null for unknown, uninstall and later. */
export function stageOfExtend(extend: number): SetupStage | null {
  return SETUP_STAGES[((extend >>> 16) & 0xf) - 1] ?? null
}

/** MOUPG's own phases in the order they come; a step back to an earlier one is a new attempt. */
const MOUPG_ORDER = [
  'SetupPhasePreDownload',
  'SetupPhaseDownload',
  'SetupPhaseUnpack',
  'SetupPhasePrepare',
  'SetupPhaseInstall',
  'SetupPhasePreFinalize',
  'SetupPhaseFinalize',
  'SetupPhasePostFinalize',
  'SetupPhaseCleanup',
]

/** Position of a MOUPG phase, -1 for `SetupPhaseUnknown`, `SetupPhaseError` and unknown names. */
export function moupgOrder(name: string): number {
  return MOUPG_ORDER.indexOf(name)
}
