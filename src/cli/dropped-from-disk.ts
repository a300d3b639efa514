/** Paths on disk -> what a browser would call dropped files. Nothing is read yet: the Blobs are backed by the files. */
import { openAsBlob } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
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
  const add = async (onDisk: string, path: string): Promise<void> => {
    try {
      const found = await stat(onDisk)
      if (found.isDirectory()) {
        for (const name of (await readdir(onDisk)).sort()) {
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

function unreadable(path: string, error: unknown): Problem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const code = reason === 'ENOENT' ? 'vanished' : 'unreadable'
  return { code, path, at: null, detail: `the file cannot be read: ${reason}`, skipped: null }
}
