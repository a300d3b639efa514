/** Names of files as other machines wrote them -> paths to show. They are never paths to write to. */

/** A path that has nothing left after cleaning. */
const NAMELESS = 'unnamed'

/**
 * `/` as the only separator; no drive, no leading separator, no `.`, no `..`, no empty part and no
 * control character (a line feed in a name would break every list it stands in).
 */
export function cleanPath(raw: string): string {
  const parts = raw
    .replace(/\p{Cc}/gu, '\ufffd')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && part !== '?')
  while (parts.length > 1 && /^[a-z]:$/i.test(parts[0] ?? '')) parts.shift()
  const path = parts.join('/').replace(/^[a-z]:/i, '')
  return path === '' ? NAMELESS : path
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Endings of one packed file -> what stands there instead. */
const STREAM_ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/(?<=.)\.t(?:gz|xz|bz2?|zst)$/i, '.tar'],
  [/(?<=.)\.(?:gz|xz|bz2|zst)$/i, ''],
]

/** Name of what a .gz, .xz, .bz2 or .zst holds: at best an option there, so it is the name without the ending. */
export function nameInside(path: string): string {
  const name = baseName(path)
  for (const [ending, instead] of STREAM_ENDINGS) {
    if (ending.test(name)) return name.replace(ending, instead)
  }
  return name
}

/** What the whole bundle is called: the thing dropped, the folder that all share, or the first of many. */
export function bundleName(paths: readonly string[]): string {
  const first = paths[0]
  if (first === undefined) return ''
  if (paths.length === 1) return baseName(first)
  const folder = first.slice(0, first.indexOf('/') + 1)
  if (folder !== '' && paths.every((path) => path.startsWith(folder))) return folder.slice(0, -1)
  return `${baseName(first)} (+${paths.length - 1})`
}
