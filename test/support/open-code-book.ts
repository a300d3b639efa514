/** Tests read names and explanations as the finished program does: with the code book open. */
import { openCodeBook } from '../../src/core/codes/code-book.ts'
import { fullCodeBook } from '../../src/core/codes/full-code-book.ts'

openCodeBook(fullCodeBook)
