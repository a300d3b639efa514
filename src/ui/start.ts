import { mount } from 'svelte'

import type { Connections } from '../app/connections.ts'
import { startLanguage } from '../app/i18n/text.svelte.ts'
import { startTheme } from '../app/theme.svelte.ts'
import { Workspace } from '../app/workspace.svelte.ts'
import App from './App.svelte'
import './shared/theme.css'
import './shared/base.css'

/** Puts the page together from its connections. */
export function start(connections: Connections): Workspace {
  startTheme()
  startLanguage()
  const target = document.getElementById('app')
  if (target === null) throw new Error('index.html needs an element with the id app.')
  const workspace = new Workspace(connections)
  mount(App, { target, props: { workspace } })
  void workspace.kept.list()
  return workspace
}
