// The browsers inside messaging apps: what is downloaded there is lost when the app closes its frame, so they are told apart.

export interface Surroundings {
  /** The app whose frame this is, '' when it is one without a known name, null in a browser of its own. */
  app: string | null;
  ios: boolean;
}

const APPS: [RegExp, string][] = [
  [/Zalo/i, 'Zalo'],
  [/Messenger|FBAN\/Messenger|Orca/i, 'Messenger'],
  [/FBAN|FBAV|FB_IAB|FBIOS/i, 'Facebook'],
  [/Instagram/i, 'Instagram'],
  [/TikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
  [/Viber/i, 'Viber'],
  [/\bLine\//i, 'Line'],
];

export function surroundings(agent: string): Surroundings {
  const ios = /iPhone|iPad|iPod/i.test(agent);
  const known = APPS.find(([pattern]) => pattern.test(agent));
  if (known) return { app: known[1], ios };
  // Android's WebView names itself "; wv"; an iOS one lacks "Safari/".
  const frame = /; wv\)/.test(agent) || (ios && /AppleWebKit/i.test(agent) && !/Safari\//i.test(agent));
  return { app: frame ? '' : null, ios };
}

/** Opens this address in Chrome on Android. */
export function chromeIntent(href: string): string {
  const url = new URL(href);
  return `intent://${url.host}${url.pathname}${url.search}#Intent;scheme=${url.protocol.replace(':', '')};package=com.android.chrome;end`;
}
