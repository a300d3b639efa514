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

/** Name of what a .gz holds: RFC 1952 only has it as an option, so it is the name without `.gz`. */
export function nameInsideGzip(path: string): string {
  const name = baseName(path)
  if (/.\.tgz$/i.test(name)) return name.slice(0, -3) + 'tar'
  return /.\.gz$/i.test(name) ? name.slice(0, -3) : name
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
