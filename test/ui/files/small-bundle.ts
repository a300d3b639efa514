/** Bundles of a few files, to build trees of. */
import type { Analysis, AnalysisEntry } from '../../../src/core/model/analysis.ts'
import type { Problem, ProblemCode } from '../../../src/core/model/problem.ts'
import { buildFileTree, type FileTree } from '../../../src/ui/files/file-tree.ts'
import { entry } from '../../app/fake-cases.ts'

export function file(path: string, facts: Partial<AnalysisEntry> = {}): AnalysisEntry {
  return { ...entry(path, 'cbs', 10, 0, 0, 480), bytes: 100, ...facts }
}

export function failed(path: string, code: ProblemCode = 'damaged'): Problem {
  return { code, path, at: null, detail: '', skipped: null }
}

export function bundle(
  entries: readonly AnalysisEntry[],
  problems: readonly Problem[] = [],
): Pick<Analysis, 'bundle' | 'entries' | 'problems'> {
  return { bundle: { name: 'case.zip', bytes: 1, entries: entries.length }, entries, problems }
}

export function treeOf(...paths: readonly string[]): FileTree {
  return buildFileTree(bundle(paths.map((path) => file(path))))
}
