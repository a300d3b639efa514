import { utcMs, wallMs, type UtcMs, type WallMs } from '../../model/units.ts'

/** What a picture's header tells. */
export interface Picture {
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly made: MadeAt | null
}

export interface MadeAt {
  /** As written. */
  readonly wall: WallMs
  /** null = the clock's zone is not told; `utc` is NaN then. */
  readonly offsetMinutes: number | null
  readonly utc: UtcMs
}

/** null where the parts are no time between 1990 and 2100. Month from 1. */
export function madeAt(
  [year, month, day, hour, minute, second]: readonly number[],
  offsetMinutes: number | null,
): MadeAt | null {
  const parts = [year, month, day, hour, minute, second].map((part) => part ?? NaN)
  const wall = Date.UTC(parts[0] as number, (parts[1] as number) - 1, ...parts.slice(2))
  if (Number.isNaN(wall) || wall < Date.UTC(1990, 0, 1) || wall >= Date.UTC(2100, 0, 1)) return null
  const utc = offsetMinutes === null ? NaN : wall - offsetMinutes * 60_000
  return { wall: wallMs(wall), offsetMinutes, utc: utcMs(utc) }
}
