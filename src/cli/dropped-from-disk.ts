/** Paths on disk -> what a browser would call dropped files. Nothing is read yet: the Blobs are backed by the files. */
import { openAsBlob } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { DroppedFile } from '../core/bundle/entry.ts'
import type { Problem } from '../core/model/problem.ts'

export interface DroppedFromDisk {
  readonly files: readonly DroppedFile[]
  /** Paths that are not there, or may not be read. */
  readonly problems: readonly Problem[]
}

export async function droppedFrom(paths: readonly string[]): Promise<DroppedFromDisk> {
  const files: DroppedFile[] = []
  const problems: Problem[] = []
  /** Folders by where they truly are, and the path each was first met by: links may lead round in circles. */
  const met = new Map<string, string>()
  const add = async (onDisk: string, path: string): Promise<void> => {
    try {
      const found = await stat(onDisk)
      if (found.isDirectory()) {
        const real = await realpath(onDisk)
        const first = met.get(real)
        if (first !== undefined) {
          problems.push(metAlready(path, first))
          return
        }
        met.set(real, path)
        for (const name of await namesIn(onDisk)) {
          await add(join(onDisk, name), `${path}/${name}`)
        }
      } else if (found.isFile()) {
        files.push({ path, blob: await openAsBlob(onDisk) })
      }
    } catch (error) {
      problems.push(unreadable(path, error))
    }
  }
  for (const path of paths) await add(path, basename(resolve(path)))
  return { files, problems }
}

/** In order; links come last, so that what they lead to is met by its own path. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true })
  const names = (isLink: boolean): string[] =>
    found
      .filter((one) => one.isSymbolicLink() === isLink)
      .map(({ name }) => name)
      .sort()
  return [...names(false), ...names(true)]
}

function metAlready(path: string, first: string): Problem {
  const detail = `a link to ${first}, which is read already`
  return { code: 'duplicate-path', path, at: null, detail, skipped: null }
}

function unreadable(path: string, error: unknown): Problem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const code = reason === 'ENOENT' ? 'vanished' : 'unreadable'
  return { code, path, at: null, detail: `the file cannot be read: ${reason}`, skipped: null }
}
