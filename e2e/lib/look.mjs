// Looks at a screen as a person and as axe would: nothing sticks out, nothing is cut, everybody can use it. And keeps a picture.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { APP, OUT } from './places.mjs';
import { DESK, PHONE } from './browser.mjs';

const require = createRequire(join(APP, 'package.json'));
const axe = require('axe-core').source;
const seen = new Set();
const SIZES = { 360: PHONE, 1280: DESK };

/** Checks the screen at both sizes, once for each name and language. */
export async function look(who, name, { scheme = '' } = {}) {
  const faults = [];
  for (const [label, size] of Object.entries(SIZES)) {
    const key = `${name}-${who.language}${scheme}-${label}`;
    if (seen.has(key)) continue;
    seen.add(key);
    await who.page.setViewportSize(size);
    await settle(who.page);
    const file = join(OUT, 'screens', `${key}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await who.page.screenshot({ path: file });
    faults.push(...(await violations(who.page)).map((fault) => `${key}: ${fault}`));
    const wide = await sticksOut(who.page);
    if (wide) faults.push(`${key}: scrolls sideways, ${wide}`);
  }
  await who.page.setViewportSize(who.size);
  if (faults.length) throw new Error(faults.join('\n'));
}

/** Fonts are there and nothing moves. */
async function settle(page) {
  await page.evaluate(() => Promise.all([document.fonts.ready, ...document.getAnimations().map((one) => one.finished.catch(() => null))]));
}

async function violations(page) {
  // Evaluated, not added as a script: the page's own policy allows no foreign ones.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((one) => `axe ${one.id} (${one.help}): ${one.nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`).join(' | ')}`);
}

function sticksOut(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return null;
    const all = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > wide + 1);
    return `${document.documentElement.scrollWidth} of ${wide}: ${all.slice(0, 4).map((one) => `${one.tagName}.${one.className}`).join(', ')}`;
  });
}

/**
 * Writes letters with stacked marks over every word of the screen, then compares it with itself where nothing may be cut:
 * any pixel that differs is ink that a box takes away. Words and boxes are put back as they were.
 */
export async function marks(who, name) {
  const { page } = who;
  await settle(page);
  await page.evaluate(() => {
    const stack = 'ẨẤẦẪẬỂỖỰ';
    window.before = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.data;
      // As long as before, so that lines break where they did.
      if (!text.trim()) continue;
      window.before.push([walk.currentNode, text]);
      walk.currentNode.data = [...text].map((letter, i) => (/\s/.test(letter) ? letter : stack[i % stack.length])).join('');
    }
  });
  const cut = await page.screenshot();
  const freed = await page.evaluate(() => {
    const hidden = (one) => one.closest('.vh') || one.clientHeight <= 1;
    const boxes = [...document.body.querySelectorAll('*')].filter((one) => {
      const { overflowY, overflowX } = getComputedStyle(one);
      const clips = ['hidden', 'clip'].includes(overflowX) || ['hidden', 'clip'].includes(overflowY);
      return clips && !hidden(one) && !(one instanceof SVGElement) && !(one instanceof HTMLInputElement);
    });
    window.boxes = boxes;
    for (const one of boxes) one.style.setProperty('overflow', 'visible', 'important');
    return boxes.map((one) => `${one.tagName}.${one.className}`);
  });
  const whole = await page.screenshot();
  await page.evaluate(() => {
    for (const [node, text] of window.before) node.data = text;
    for (const one of window.boxes) one.style.removeProperty('overflow');
  });
  if (cut.equals(whole) || !(await differ(who, cut, whole))) return;
  const folder = join(OUT, 'marks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-cut.png`), cut);
  writeFileSync(join(folder, `${name}-whole.png`), whole);
  throw new Error(`${name}: marks are cut by one of ${[...new Set(freed)].slice(0, 8).join(', ')}; see e2e/out/marks`);
}

/** Whether one picture has ink where the other has none; a shade of grey at an edge is the drawing, not the cut. */
async function differ(who, one, other) {
  const page = await who.context.newPage();
  try {
    return await page.evaluate(async (pictures) => {
      const [a, b] = await Promise.all(pictures.map(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        canvas.drawImage(bitmap, 0, 0);
        return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
      }));
      return a.length !== b.length || a.some((value, i) => Math.abs(value - b[i]) > 64);
    }, [one.toString('base64'), other.toString('base64')]);
  } finally {
    await page.close();
  }
}
