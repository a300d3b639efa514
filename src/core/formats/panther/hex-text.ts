/** A number as lines print it (`0x8007000D`, `80070490`), unsigned; 0 where the group is absent. */
export function hexText(text: string | undefined): number {
  if (text === undefined) return 0
  const value = Number.parseInt(text.replace(/^0x/i, ''), 16)
  return Number.isNaN(value) ? 0 : value >>> 0
}
