// Puts .br and .gz beside every text file of dist/, so that the server never compresses the app itself.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|svg|json|webmanifest|txt)$/;

export function packed(): Plugin {
  let dist = 'dist';
  let written = false;
  return {
    name: 'gandan-packed',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
    },
    writeBundle() {
      written = true;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        if (!written) return;
        let start = 0;
        for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
          if (!TEXT.test(file)) continue;
          const raw = readFileSync(join(dist, file));
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } };
          const small = brotliCompressSync(raw, quality);
          writeFileSync(join(dist, `${file}.br`), small);
          writeFileSync(join(dist, `${file}.gz`), gzipSync(raw, { level: 9 }));
          if (/\.(js|css|html)$/.test(file)) start += small.length;
        }
        console.log(`all scripts, styles and pages: ${start} bytes of brotli`);
      },
    },
  };
}
