/** Pictures among the files of a bundle: screenshots, photographs of a screen. */
import type { AnalysisEntry } from '../core/model/analysis.ts'
import type { FileKind } from '../core/model/file-kind.ts'

/** Those that every browser shows. The type is told, so that no bytes are taken for another kind of content. */
const TYPES: Partial<Readonly<Record<FileKind, string>>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  bmp: 'image/bmp',
  gif: 'image/gif',
  webp: 'image/webp',
  icon: 'image/x-icon',
}

/** Null = no picture. */
export function pictureType({ kind }: AnalysisEntry): string | null {
  return kind === null ? null : (TYPES[kind] ?? null)
}

/** Whether the viewer has anything to show of a file. */
export function isViewable(entry: AnalysisEntry): boolean {
  return entry.lines > 0 || pictureType(entry) !== null
}
