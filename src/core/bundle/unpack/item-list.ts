/**
 * What `7zz l -slt -ba` prints: one block of `Key = value` lines per item, blocks parted by an empty line. 7-Zip writes
 * control characters in names as `_`, so a name cannot pass for a line.
 */

export interface ArchiveItem {
  readonly name: Uint8Array
  readonly isFolder: boolean
  readonly isEncrypted: boolean
  /** Unpacked, as the archive says; null = it does not. */
  readonly bytes: number | null
}

const LINE_FEED = 10

/** Lines of bytes, without their ends. */
export function* linesOf(text: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < text.length;) {
    const found = text.indexOf(LINE_FEED, from)
    const end = found < 0 ? text.length : found
    yield text.subarray(from, end)
    from = end + 1
  }
}

/** Bytes as text in which each byte is one character: to look at ASCII, and nothing else. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

export function readItems(text: Uint8Array): readonly ArchiveItem[] {
  const items: ArchiveItem[] = []
  let name: Uint8Array | null = null
  let isFolder = false
  let isEncrypted = false
  let size: number | null = null
  const close = (): void => {
    if (name !== null) items.push({ name, isFolder, isEncrypted, bytes: size })
    name = null
    isFolder = false
    isEncrypted = false
    size = null
  }
  for (const bytes of linesOf(text)) {
    const line = latin1(bytes.subarray(0, 32))
    if (bytes.length === 0) close()
    else if (name === null) {
      if (line.startsWith('Path = ')) name = bytes.slice('Path = '.length)
    } else if (line === 'Folder = +' || line.startsWith('Attributes = D')) isFolder = true
    else if (line === 'Encrypted = +') isEncrypted = true
    else if (/^Size = \d+$/.test(line)) size = Number(line.slice('Size = '.length))
  }
  close()
  return items
}
