// Paper gets the sheet alone: it is put beside the app, which is hidden while it prints.

import { mount, unmount } from 'svelte';
import PrintSheet from './PrintSheet.svelte';
import type { Sheet } from './sheet';

export function printSheet(sheet: Sheet): void {
  const shown = mount(PrintSheet, { target: document.body, props: { sheet } });
  document.body.classList.add('only-sheet');
  const done = () => {
    document.body.classList.remove('only-sheet');
    void unmount(shown);
  };
  // Safari returns from print() before the paper is drawn.
  addEventListener('afterprint', done, { once: true });
  window.print();
}
