/** What was typed behind `npm run analyze --`. */
import { parseArgs } from 'node:util'

export interface AnalyzeArguments {
  readonly paths: readonly string[]
  readonly output: 'json' | 'markdown'
  /** All paths are one bundle. */
  readonly together: boolean
  /** Tried at every archive that asks for one; null = none was given. */
  readonly password: string | null
}

export type ReadArguments =
  | { readonly kind: 'run'; readonly arguments: AnalyzeArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }

export const USAGE = `Usage: npm run analyze -- PATH… [--json | --markdown] [--together] [--password WORD]

  PATH             a bundle (zip, cab, 7z …), a folder, or a loose log file
  --json           the analysis as JSON (default); one object a line for several PATHs
  --markdown       a short summary
  --together       all PATHs are one bundle (parts of a split archive, too)
  --password WORD  tried at every archive that asks for one

Exit status: 0 analysed, 1 nothing could be opened, 2 wrong usage.
`

export function readArguments(words: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
        together: { type: 'boolean' },
        password: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) return { kind: 'help' }
    if (positionals.length === 0) return { kind: 'wrong', why: 'No PATH given.' }
    if (values.json === true && values.markdown === true) {
      return { kind: 'wrong', why: '--json and --markdown exclude each other.' }
    }
    return {
      kind: 'run',
      arguments: {
        paths: positionals,
        output: values.markdown === true ? 'markdown' : 'json',
        together: values.together === true,
        password: values.password ?? null,
      },
    }
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) }
  }
}
