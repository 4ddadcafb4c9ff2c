// Which language is spoken and which colours are shown, as the person chose; remembered on this machine, unencrypted,
// since the screen that asks for the PIN is drawn with them.

export type Language = 'vi' | 'en';
/** Sáng, Tối, Theo máy. */
export type Scheme = 'light' | 'dark' | 'auto';

const remembered = <T extends string>(key: string, known: readonly T[]): T | null => {
  try {
    const value = localStorage.getItem(key) as T;
    return known.includes(value) ? value : null;
  } catch {
    return null;
  }
};

const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A full or forbidden store costs the choice at the next start, nothing else.
  }
};

class Look {
  language = $state<Language>(remembered('gandan.language', ['vi', 'en'] as const) ?? 'vi');
  scheme = $state<Scheme>(remembered('gandan.scheme', ['light', 'dark', 'auto'] as const) ?? 'light');
  #dark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#dark.addEventListener('change', () => this.#show());
    this.#show();
  }

  setLanguage(to: Language): void {
    this.language = to;
    remember('gandan.language', to);
    this.#show();
  }

  setScheme(to: Scheme): void {
    this.scheme = to;
    remember('gandan.scheme', to);
    this.#show();
  }

  #show(): void {
    const page = document.documentElement;
    page.lang = this.language;
    page.dataset.scheme = this.scheme === 'dark' || (this.scheme === 'auto' && this.#dark.matches) ? 'dark' : 'light';
  }
}

export const look = new Look();
