/**
 * The names and texts of codes, loaded once and only when something needs them: 80 kB that a page which is only being opened
 * does not. Workers cannot load it themselves, so it is handed to them.
 */
import { openCodeBook, type CodeBook } from '../core/codes/code-book.ts'

let loading: Promise<CodeBook> | null = null

/** Opens the full code book in the page and gives it, to hand on. */
export function loadCodeBook(): Promise<CodeBook> {
  loading ??= import('../core/codes/full-code-book.ts').then(({ fullCodeBook }) => {
    openCodeBook(fullCodeBook)
    return fullCodeBook
  })
  return loading
}
