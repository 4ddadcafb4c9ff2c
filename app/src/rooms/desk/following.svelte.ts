// A page whose question changes with the address: each new question is asked at once, and what is shown stays until its answer
// is there. To be called while a component is set up.

import { Loader } from './load.svelte';

/** `question` makes the loader anew where the address it reads has changed; `onstranger`: the session is over. */
export function following<T>(question: () => Loader<T>, onstranger: () => void) {
  const page = $derived(question());
  let last = $state.raw<T | null>(null);
  $effect(() => {
    const current = page;
    void current.load();
    return () => current.stop();
  });
  $effect(() => {
    if (page.state.kind === 'ready') last = page.state.data;
    else if (page.state.kind === 'trouble' && page.state.trouble === 'signed_out') onstranger();
  });
  return {
    get page(): Loader<T> {
      return page;
    },
    /** The answer, or the one before while another is on its way. */
    get shown(): T | null {
      if (page.state.kind === 'ready') return page.state.data;
      return page.state.kind === 'loading' ? last : null;
    },
  };
}
