import type { FileKind } from '../core/model/file-kind.ts'
import { t } from './i18n/text.svelte.ts'

/** The page's name for a file that is neither text nor of a known format: what its first bytes say, where they say something. */
export function binaryName(kind: FileKind | null): string {
  return kind === null ? t('files.format_binary') : t(`files.kind_${kind}`)
}
