// New versions of the app. One that is found while someone works waits for their word; one that already waits when the app
// starts is taken at once, when there is nothing on the screen to lose.

/** So long a tap may go without an answer. */
const PATIENCE_MS = 3_000;

class Update {
  /** A new version is on the phone and waits. */
  ready = $state(false);
  #waiting: ServiceWorker | null = null;

  async watch(): Promise<void> {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
    // The first visit is taken over too, without reloading: there is no older page then.
    let older = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (older) location.reload();
      older = true;
    });
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null);
    if (!registration) return;
    this.#found(registration.waiting);
    if (registration.waiting) this.#apply();
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed') this.#found(registration.waiting);
      });
    });
    // Phones keep a page open for weeks.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
    });
  }

  /** "Dùng bản mới": the page loads again with it. */
  use(): void {
    this.#apply();
    // An older worker that is still busy holds the new one up; a start takes it, and the word was given.
    setTimeout(() => location.reload(), PATIENCE_MS);
  }

  #apply(): void {
    this.#waiting?.postMessage('skip-waiting');
  }

  #found(waiting: ServiceWorker | null): void {
    this.#waiting = waiting;
    this.ready = waiting !== null && navigator.serviceWorker.controller !== null;
  }
}

export const update = new Update();
