/** The archives of test/fixtures/archives, made by other programs: see test/support/make-archives.ts. */
import { readFileSync } from 'node:fs'

const FOLDER = new URL('../../fixtures/archives/', import.meta.url)

export function made(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(new URL(name, FOLDER)))
}

/** Several, by name, as they are dropped together. */
export function madeFiles(...names: readonly string[]): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(names.map((name) => [name, made(name)]))
}
