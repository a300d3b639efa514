import type { DroppedFile } from '../core/bundle/entry.ts'

export type BundleName =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'files'; readonly count: number }

/** What a bundle is called: its one file, its one folder, or how many files it is made of. */
export function nameBundle(files: readonly DroppedFile[]): BundleName {
  const only = files.length === 1 ? files[0] : undefined
  if (only !== undefined) return { kind: 'named', name: lastPart(only.path) }
  const roots = new Set(files.map((file) => file.path.split('/')[0] ?? ''))
  const root = [...roots][0]
  if (roots.size === 1 && root !== undefined && root !== '') return { kind: 'named', name: root }
  return { kind: 'files', count: files.length }
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Name of a file that is saved for a bundle: `PC-0231.zip` -> `PC-0231.setupscope.json`. Characters that no file system takes are replaced. */
export function savedName(bundle: string, extension: string): string {
  const stem = lastPart(bundle).replace(/\.(zip|cab|7z|rar|tar|gz|tgz|log|txt)$/i, '')
  const safe = Array.from(stem, (char) => (char < ' ' || '\\/:*?"<>|'.includes(char) ? '_' : char))
    .join('')
    .slice(0, 100)
  return `${safe === '' ? 'bundle' : safe}.setupscope.${extension}`
}
