/** What a line of a driver log names: an INF, and the folder it stands in. */

export interface DriverNames {
  /** `oposdrv.inf`, '' = none. */
  readonly inf: string
  /**
   * Its folder, without path: in the driver store `oposdrv.inf_amd64_313106b94d0b5742`, in the component store
   * `amd64_dual_oposdrv.inf_31bf3856ad364e35_…`; '' = none.
   */
  readonly folder: string
}

/*
 * Names of files are searched backwards from their ending, so each part has a limit: without one, a line of n characters
 * takes n² steps.
 */

/** Name of an INF, architecture, hash of 16 digits. */
const STORE_FOLDER =
  /([^\\/'":*?<>|]{1,120}?\.inf)_(?:amd64|x86|arm64|arm|ia64|wow64|wow)_[0-9a-f]{16}/i
const COMPONENT_FOLDER = /\\WinSxS\\([^\\'"]{1,240})\\([^\\'"]{1,120}\.inf)\b/i
/** A name in quotes or behind a backslash; names may hold spaces, so a bare word is taken only up to one. */
const INF_NAME = /(?:['"\\/]([^'"\\/:*?<>|]{1,120}?\.inf)\b)|([^\s'"\\/:*?<>|,]{1,120}?\.inf)\b/i

export function driverNames(text: string): DriverNames {
  const store = STORE_FOLDER.exec(text)
  if (store !== null) return { inf: store[1] ?? '', folder: store[0] }
  const component = COMPONENT_FOLDER.exec(text)
  if (component !== null) return { inf: component[2] ?? '', folder: component[1] ?? '' }
  const name = INF_NAME.exec(text)
  return { inf: name?.[1] ?? name?.[2] ?? '', folder: '' }
}

/**
 * The result in a `!!!` or `!` line: `Error = 0x000003f1`, `Error 0x800b0109:`, `Error 1009: The configuration
 * registry database is corrupt.` (decimal). 0 = none printed.
 */
export function driverErrorCode(text: string): number {
  const match = /\bError(?: code)?\s*[=:]?\s*(?:0x([0-9a-f]{1,8})\b|(\d{1,10})(?=[:.,]|$))/i.exec(
    text,
  )
  if (match === null) return 0
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  return code <= 0xffffffff ? code : 0
}
