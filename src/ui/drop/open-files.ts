import { nameBundle } from '../../app/bundle-name.ts'
import type { Intake } from '../../app/dropped-files.ts'
import { t } from '../../app/i18n/text.svelte.ts'
import type { Workspace } from '../../app/workspace.svelte.ts'

/** Opens what was dropped or chosen; on an open session it first asks whether to add. */
export function openFiles(workspace: Workspace, { files, refused }: Intake): void {
  const name = refused[0]
  if (name !== undefined) workspace.trouble = t('drop.unreadableDrop', { name })
  else if (files.length === 0) workspace.trouble = t('drop.nothingDropped')
  if (files.length === 0) return
  const named = nameBundle(files)
  const title =
    named.kind === 'named' ? named.name : t('drop.bundleOfFiles', { count: named.count })
  if (workspace.bundle === null) void workspace.open(title, files)
  else workspace.waiting = { name: title, files }
}
