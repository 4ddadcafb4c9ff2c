// Words, by hand and typed: `vi/<room>.ts` is written first, and its type is what `en/<room>.ts` has to keep, so a sentence
// that is missing in one language does not compile: `const en: typeof vi = { … }`.
//
//   import { pick } from '../../i18n';
//   const t = $derived(pick(vi, en).today.title);

import { look } from '../lib/look.svelte';

export { look, type Language, type Scheme } from '../lib/look.svelte';

/** The catalogue in the language that is on; reactive where it is read in markup or `$derived`. */
export const pick = <T>(vi: T, en: T): T => (look.language === 'en' ? en : vi);
