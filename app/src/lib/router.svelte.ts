// Own history router: the address decides the page, each page is a chunk that is fetched when first opened.

import type { Component } from 'svelte';
import { match, type Params } from './match';

export interface Route {
  path: string;
  load: () => Promise<{ default: Component<any> }>;
  /** From address to the page's properties; without it they are the address's parameters. */
  props?: (params: Params, url: URL) => Record<string, unknown>;
  /** Something is being filled in there. */
  filling?: boolean;
}

export type Shown =
  | { kind: 'opening' }
  | { kind: 'page'; route: Route; page: Component<any> }
  | { kind: 'missing' }
  | { kind: 'failed' };

class Router {
  url = $state.raw(new URL(location.href));
  shown = $state.raw<Shown>({ kind: 'opening' });
  #routes: Route[] = [];
  /** The address of what is shown: until the next page is there, the old one keeps its own properties. */
  #at = $state.raw(new URL(location.href));
  props = $derived.by(() => {
    const found = this.#find(this.#at);
    return found ? (found.route.props?.(found.params, this.#at) ?? found.params) : {};
  });

  start(routes: Route[]): void {
    this.#routes = routes;
    addEventListener('popstate', () => this.#go());
    addEventListener('click', (event) => this.#click(event));
    this.#go();
  }

  /** Fetches the page again, after a network that failed it. */
  again(): void {
    this.shown = { kind: 'opening' };
    this.#go();
  }

  navigate(to: string, replace: boolean): void {
    const next = new URL(to, location.href);
    if (next.origin !== location.origin) return location.assign(next);
    history[replace || next.href === location.href ? 'replaceState' : 'pushState'](null, '', next);
    this.#go();
    if (!next.hash) scrollTo(0, 0);
  }

  #find(url: URL): { route: Route; params: Params } | null {
    for (const route of this.#routes) {
      const params = match(route.path, url.pathname);
      if (params) return { route, params };
    }
    return null;
  }

  #go(): void {
    const url = new URL(location.href);
    const found = this.#find(url);
    this.url = url;
    if (!found) {
      this.shown = { kind: 'missing' };
      return;
    }
    if (this.shown.kind === 'page' && this.shown.route === found.route) {
      this.#at = url;
      return;
    }
    found.route.load().then(
      (loaded) => this.#show(url, { kind: 'page', route: found.route, page: loaded.default }),
      () => this.#show(url, { kind: 'failed' }),
    );
  }

  /** Unless the person has gone on meanwhile. */
  #show(url: URL, shown: Shown): void {
    if (this.url !== url) return;
    this.#at = url;
    this.shown = shown;
  }

  #click(event: MouseEvent): void {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.pathname.startsWith('/api/')) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    this.navigate(link.href, false);
  }
}

export const router = new Router();

/** Opens a page of the app, like a tap on a link to it. */
export const navigate = (to: string, replace = false): void => router.navigate(to, replace);
