/**
 * Text, cut into windows that end at line ends (the last one excepted). Bytes are in `encoding`, which is always
 * a superset of ASCII: UTF-16 has been changed to UTF-8 before.
 */
export interface TextWindow {
  /** Valid until the next window is asked for. */
  readonly bytes: Uint8Array
  /** Offset of bytes[0] in the entry's text. */
  readonly offset: number
  /** 1-based number of the line that begins at bytes[0]. */
  readonly line: number
  /** True where no window follows: a last line without line end is complete. */
  readonly last: boolean
  /**
   * True where bytes[0] stands inside a line that was too long for one window (MAX_LINE_BYTES of
   * windows.ts): the bytes up to the first line end belong to the record above, whatever they look like.
   */
  readonly continues: boolean
}
