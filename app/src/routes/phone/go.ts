// Moving between the phone's screens.

import { navigate } from '../../lib/router.svelte';

export const go = (path: string, replace = false): void => navigate(path, replace);
