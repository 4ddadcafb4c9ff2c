import './styles/tokens.css';
import './styles/kit.css';

import { mount } from 'svelte';
import App from './App.svelte';
import { update } from './lib/update.svelte';
import { router } from './lib/router.svelte';
import { routes } from './routes';

router.start(routes);
mount(App, { target: document.body.querySelector('#app') ?? document.body });
void update.watch();
