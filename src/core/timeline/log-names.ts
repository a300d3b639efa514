/** Short names of logs that still tell them apart: `UnattendGC/setupact.log` where there is another setupact.log. */
export function logNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const path of paths) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '!')
    let name = parts.at(-1) ?? path
    for (let take = 2; take <= parts.length; take++) {
      if (!paths.some((other) => other !== path && endsWithPart(other, name))) break
      name = parts.slice(-take).join('/')
    }
    names.set(path, name)
  }
  return names
}

function endsWithPart(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`)
}
