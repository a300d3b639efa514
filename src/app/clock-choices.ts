/** Offsets that a reader may choose from: those in use on earth, in minutes. */
const QUARTERS = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]

export const OFFSETS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 60),
  ...QUARTERS,
].sort((a, b) => a - b)
