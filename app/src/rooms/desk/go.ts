// Moving between pages, and what stands after the "?".

import { navigate, router } from '../../lib/router.svelte';

export const go = (to: string, replace = false): void => navigate(to, replace);

export const query = (name: string): string | null => router.url.searchParams.get(name);
