// The service worker: which files the phone keeps from its first visit, and a name for exactly this set of contents.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformWithOxc, type Plugin, type Rollup } from 'vite';

const WORKER = 'src/sw.ts';
/** Chunks behind these are fetched, and then kept, when someone opens the desk. */
const LATER = /\/routes\/desk\//;
/** The browser fetches these by itself, when the app is put on the home screen. */
const INSTALLING = /^icons\/.*\.png$/;

export function offline(): Plugin {
  let dist = 'dist';
  let root = '.';
  let written = false;
  const first = new Set<string>(['index.html']);
  return {
    name: 'gandan-offline',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      dist = resolve(config.root, config.build.outDir);
    },
    generateBundle(_options, bundle) {
      for (const file of neededOffline(bundle)) first.add(file);
    },
    writeBundle() {
      written = true;
    },
    // From the files on disk, after all other plugins: index.html is complete only then.
    async closeBundle() {
      // Called after a failed build too, whose own message must not be hidden by ours.
      if (!written) return;
      for (const file of publicFiles(join(root, 'public'))) if (!INSTALLING.test(file)) first.add(file);
      const files = [...first].filter((file) => !file.endsWith('.map')).sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update('\0').update(readFileSync(join(dist, file)));
      const source = readFileSync(join(root, WORKER), 'utf8');
      hash.update(source);
      const { code } = await transformWithOxc(source, WORKER, { sourcemap: false });
      const kept = files.map((file) => (file === 'index.html' ? '/' : `/${file}`));
      const head = `const VERSION = ${JSON.stringify(hash.digest('hex').slice(0, 16))};\nconst FILES = ${JSON.stringify(kept)};\n`;
      writeFileSync(join(dist, 'sw.js'), head + code.replace(/export \{ ?\};?\s*$/, ''));
    },
  };
}

/** Follows the imports from the entry; stops at the desk. */
function neededOffline(bundle: Rollup.OutputBundle): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const chunk = bundle[file];
    if (!chunk) return;
    found.add(file);
    if (chunk.type === 'asset') return;
    for (const asset of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(asset);
    chunk.imports.forEach(visit);
    for (const next of chunk.dynamicImports) {
      const target = bundle[next];
      if (target?.type === 'chunk' && LATER.test(target.facadeModuleId ?? '')) continue;
      visit(next);
    }
  };
  for (const [file, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) visit(file);
  // Fonts are named by the style sheet only.
  for (const file of Object.keys(bundle)) if (file.endsWith('.woff2')) found.add(file);
  return found;
}

function publicFiles(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const name = under ? `${under}/${entry.name}` : entry.name;
    return entry.isDirectory() ? publicFiles(folder, name) : [name];
  });
}
