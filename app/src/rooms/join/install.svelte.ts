// "Put it on the home screen": offered where the browser lets a page ask, explained where it does not.

interface InstallEvent extends Event {
  prompt(): Promise<void>;
}

class Install {
  #event = $state<InstallEvent | null>(null);
  done = $state(false);

  constructor() {
    if (typeof window === 'undefined') return;
    this.done = window.matchMedia('(display-mode: standalone)').matches;
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = event as InstallEvent;
    });
    window.addEventListener('appinstalled', () => (this.done = true));
  }

  get offered(): boolean {
    return this.#event !== null && !this.done;
  }

  async ask(): Promise<void> {
    const event = this.#event;
    this.#event = null;
    await event?.prompt();
  }
}

export const install = new Install();
