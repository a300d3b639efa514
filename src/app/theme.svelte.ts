/** Light or dark: the system's choice until the reader makes one. */
import { readSetting, writeSetting } from './settings.ts'

export type Theme = 'light' | 'dark'

const SETTING = 'theme'

function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark'
}

let current = $state<Theme>('light')

/** Follows the system as long as nothing is chosen here. */
export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const follow = () => apply(readSetting(SETTING, isTheme) ?? (system.matches ? 'dark' : 'light'))
  system.addEventListener('change', follow)
  follow()
}

export function theme(): Theme {
  return current
}

export function setTheme(chosen: Theme): void {
  writeSetting(SETTING, chosen)
  apply(chosen)
}

function apply(chosen: Theme): void {
  current = chosen
  document.documentElement.dataset.theme = chosen
}
