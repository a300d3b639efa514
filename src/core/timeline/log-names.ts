/**
 * Short names of logs that still tell them apart: `setupact.log · UnattendGC` where there is another
 * setupact.log. The file's name comes first, so that what is cut for room is the folder.
 */
export function logNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const path of paths) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '!')
    let tail = parts.at(-1) ?? path
    let taken = 1
    while (
      taken < parts.length &&
      paths.some((other) => other !== path && endsWithPart(other, tail))
    ) {
      taken++
      tail = parts.slice(-taken).join('/')
    }
    const folder = parts.slice(-taken, -1).join('/')
    const file = parts.at(-1) ?? path
    names.set(path, folder === '' ? file : `${file} · ${folder}`)
  }
  return names
}

function endsWithPart(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`)
}
