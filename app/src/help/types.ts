// What a page's help says: short, in the words of whoever stands there.

export interface HelpText {
  title: string;
  /** What the page is for. */
  about: string;
  /** What one does there, in order. */
  steps: string[];
  /** What one should know beside it. */
  notes?: string[];
}

export interface Help {
  vi: HelpText;
  en: HelpText;
}
