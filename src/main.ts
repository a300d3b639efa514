import { mount } from 'svelte'

import App from './ui/App.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html needs an element with the id app.')
mount(App, { target })
