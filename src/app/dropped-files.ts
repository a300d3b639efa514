/**
 * What was dropped or chosen, as files with their paths. The browser's ways differ by where the page comes from:
 * from file://, Chromium fails at webkitGetAsEntry().file() with EncodingError, while getAsFileSystemHandle() works;
 * Firefox has only the former, and it works there.
 */
import type { DroppedFile } from '../core/bundle/entry.ts'

export interface Intake {
  readonly files: readonly DroppedFile[]
  /** Names that the browser would not hand over. */
  readonly refused: readonly string[]
}

export function filesOfInput(list: FileList): Intake {
  const files = [...list].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    blob: file,
  }))
  return { files, refused: [] }
}

type HandleItem = DataTransferItem & {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null | undefined>
}

/** Must be called inside the drop event: afterwards the browser has emptied the transfer. */
export function filesOfDrop(transfer: DataTransfer): Promise<Intake> {
  const readings = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => readItem(item))
  return Promise.all(readings).then((parts) => ({
    files: parts.flatMap((part) => part.files),
    refused: parts.flatMap((part) => part.refused),
  }))
}

function readItem(item: HandleItem): Promise<Intake> {
  // All three are asked for at once, while the event still holds them.
  const file = item.getAsFile()
  const entry = item.webkitGetAsEntry?.() ?? null
  const handle = item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null)
  return handle.then((found) => {
    // Undefined for what a script put into the transfer.
    if (found !== null && found !== undefined) return walkHandle(found, '')
    if (entry?.isDirectory === true) return walkEntry(entry, '')
    return file === null
      ? { files: [], refused: [entry?.name ?? '?'] }
      : { files: [{ path: file.name, blob: file }], refused: [] }
  })
}

async function walkHandle(handle: FileSystemHandle, folder: string): Promise<Intake> {
  const path = folder + handle.name
  const files: DroppedFile[] = []
  const refused: string[] = []
  try {
    if (handle.kind === 'file') {
      files.push({ path, blob: await (handle as FileSystemFileHandle).getFile() })
    } else {
      for await (const child of (handle as FileSystemDirectoryHandle).values()) {
        const part = await walkHandle(child, `${path}/`)
        files.push(...part.files)
        refused.push(...part.refused)
      }
    }
  } catch {
    refused.push(path)
  }
  return { files, refused }
}

async function walkEntry(entry: FileSystemEntry, folder: string): Promise<Intake> {
  const path = folder + entry.name
  try {
    if (entry.isFile) {
      const blob = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      )
      return { files: [{ path, blob }], refused: [] }
    }
    const files: DroppedFile[] = []
    const refused: string[] = []
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) {
      const part = await walkEntry(child, `${path}/`)
      files.push(...part.files)
      refused.push(...part.refused)
    }
    return { files, refused }
  } catch {
    return { files: [], refused: [path] }
  }
}

/** readEntries gives at most a hundred at a time, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) return children
    children.push(...part)
  }
}
