// Debian's Chromium, driven as a person would use it: a phone is a profile of its own that outlives its window.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP, CHROMIUM } from './places.mjs';
import { words } from './words.mjs';

const require = createRequire(join(APP, 'package.json'));
export const { chromium } = require('playwright-core');

const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };
const ANDROID = 'Mozilla/5.0 (Linux; Android 13; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

let shared;
/** The one browser whose pages have nothing to remember: the desk, and links opened once. */
const browser = () => (shared ??= chromium.launch({ executablePath: CHROMIUM, args: ARGS }));
export const closeBrowser = async () => (await shared)?.close();

function listen(page, heard) {
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.stack ?? error}`));
  page.on('console', (said) => {
    // What the network refused is said by the browser itself and is part of the tests.
    if (said.type() === 'error' && !/Failed to load resource|net::ERR/.test(said.text())) heard.push(`${page.url()}: ${said.text()}`);
  });
}

/** Someone before a screen, in their language. `errors`: what went wrong behind it. */
class Screen {
  errors = [];
  taps = 0;
  constructor(url, size, language) {
    Object.assign(this, { url, size, language, w: words(language) });
  }

  options(more = {}) {
    return { viewport: this.size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce', ...more };
  }

  async prepare() {
    const language = this.language;
    await this.context.addInitScript((chosen) => {
      // An empty page has no storage.
      if (location.protocol.startsWith('http') && !localStorage.getItem('gandan.language')) localStorage.setItem('gandan.language', chosen);
    }, language);
    this.context.on('page', (page) => listen(page, this.errors));
    for (const page of this.context.pages()) listen(page, this.errors);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
  }

  open(path) {
    return this.page.goto(path.startsWith('http') ? path : this.url + path);
  }

  /** One tap of a finger. */
  async tap(what) {
    this.taps += 1;
    await what.click();
  }

  link(name, exact = false) {
    return this.page.getByRole('link', { name, exact }).first();
  }

  button(name, exact = false) {
    return this.page.getByRole('button', { name, exact }).first();
  }

  heading(name) {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  text(what) {
    return this.page.getByText(what).first();
  }

  /** What a finger sees first: present, and on the screen. */
  async sees(what) {
    await (typeof what === 'string' || what instanceof RegExp ? this.text(what) : what).waitFor({ state: 'visible' });
  }

  offline(is = true) {
    return this.context.setOffline(is);
  }
}

/** A page in the shared browser. */
export class Window extends Screen {
  static async open(url, size, language, options = {}) {
    const window = new Window(url, size, language);
    window.context = await (await browser()).newContext(window.options(options));
    await window.prepare();
    return window;
  }

  close() {
    return this.context.close();
  }
}

/** A telephone: what it keeps is there again when it is switched on. */
export class Phone extends Screen {
  static async open(url, size, language, options = {}) {
    const phone = new Phone(url, size, language);
    phone.profile = mkdtempSync(join(tmpdir(), 'gandan-phone-'));
    phone.more = { userAgent: ANDROID, ...options };
    await phone.on();
    return phone;
  }

  async on({ offline = false } = {}) {
    const options = this.options({ executablePath: CHROMIUM, args: ARGS, offline, ...this.more });
    this.context = await chromium.launchPersistentContext(this.profile, options);
    await this.prepare();
  }

  off() {
    return this.context.close();
  }

  /** As when the system takes the memory away: nothing is said good-bye to. */
  async kill() {
    const gone = new Promise((done) => this.context.once('close', done));
    for (const pid of processesOf(this.profile)) {
      try { process.kill(pid, 'SIGKILL'); } catch { /* It went with its parent. */ }
    }
    await gone;
    for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(join(this.profile, lock), { force: true });
  }

  async close() {
    await this.context.close().catch(() => undefined);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The processes that were started on this profile, which nobody else uses. */
function processesOf(profile) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(`--user-data-dir=${profile}`);
    } catch {
      return false;
    }
  });
}
