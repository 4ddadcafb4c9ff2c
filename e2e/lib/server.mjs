// A real server on a database of its own: started, killed, restored; every world is a copy of one that was imported once.

import { execFile, spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DATA, GANDAN, OUT } from './places.mjs';
import { seed } from './seed.mjs';

const run = promisify(execFile);
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer is true, or says what it was that never came. */
export async function until(what, ask, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for: ${what}`);
    await wait(100);
  }
}

const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The environment without what somebody set for another server. */
function settings(ours) {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GANDAN_'));
  return { ...Object.fromEntries(others), ...ours };
}

async function gandan(data, ...args) {
  return run(GANDAN, args, { env: settings({ GANDAN_DATA: data, GANDAN_LOG: 'warn' }) });
}

let template;
/** The database that all worlds begin with: both maps, one commune with its hamlets and teams, and what `seed` writes. */
function imported() {
  template ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gandan-e2e-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    await gandan(folder, 'import', 'units', '--in-force', '2024');
    await gandan(folder, 'import', 'hamlets', join(DATA, 'hamlets.csv'));
    await gandan(folder, 'import', 'teams', join(DATA, 'teams.csv'));
    await gandan(folder, 'import', 'published', join(DATA, 'published.csv'));
    const { stdout } = await gandan(folder, 'token', 'create', '--role', 'administrator', '--json');
    const world = await World.at('seed', folder, JSON.parse(stdout).token);
    const seeded = await seed(world);
    await world.stop();
    return { folder, token: world.token, ...seeded };
  })();
  return template;
}

export class World {
  static async open(name) {
    const { folder, token, homes, leader } = await imported();
    const root = mkdtempSync(join(tmpdir(), 'gandan-world-'));
    cpSync(folder, join(root, 'data'), { recursive: true });
    const world = await World.at(name, join(root, 'data'), token);
    return Object.assign(world, { root, homes, leader });
  }

  static async at(name, data, token) {
    const world = Object.assign(new World(), { name, data, token });
    world.port = await freePort();
    /** Where people go; a test may put something in between. */
    world.url = `http://127.0.0.1:${world.port}`;
    await world.start();
    return world;
  }

  async start() {
    mkdirSync(join(OUT, 'logs'), { recursive: true });
    const log = createWriteStream(join(OUT, 'logs', `${this.name}.log`), { flags: 'a' });
    const env = settings({ GANDAN_DATA: this.data, GANDAN_LISTEN: `127.0.0.1:${this.port}`, GANDAN_PUBLIC_URL: this.url });
    this.process = spawn(GANDAN, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout.pipe(log);
    this.process.stderr.pipe(log);
    const mine = this.process;
    mine.on('exit', (code, signal) => (mine.ended = code ?? signal));
    await until('the server is ready', async () => {
      if (mine.ended !== undefined) throw new Error(`the server ended (${mine.ended}): see e2e/out/logs/${this.name}.log`);
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => null))?.ok;
    }, 30);
  }

  /** As when the power goes. */
  async kill() {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGKILL');
    await gone;
  }

  async stop() {
    if (this.process.ended !== undefined) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(late);
  }

  command(...args) {
    return gandan(this.data, ...args);
  }

  /** Recounts everything beside the running server; throws with what it said when anything differs. */
  async verify() {
    try {
      const { stdout } = await this.command('verify');
      return stdout.trim().split('\n').at(-1);
    } catch (failed) {
      throw new Error(`gandan verify: ${failed.stdout ?? ''}${failed.stderr ?? failed.message}`);
    }
  }

  async close() {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** A call as the administrator's program, or with other headers. */
  async api(method, path, body, headers = { authorization: `Bearer ${this.token}` }) {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), { status: answer.status });
    const json = answer.headers.get('content-type')?.startsWith('application/json');
    return { answer, body: json ? JSON.parse(text) : text };
  }

  async unit(code, name) {
    const [unit] = (await this.api('GET', `/units?code=${encodeURIComponent(code)}`)).body;
    if (!name) return unit;
    const below = (await this.api('GET', `/units/${unit.id}/children`)).body;
    return below.find((one) => one.full_name === name);
  }

  async hamlet(name) {
    return this.unit('31930@2024', name);
  }

  async member(unit, name) {
    const teams = (await this.api('GET', `/units/${unit.id}/teams`)).body;
    return teams.flatMap((team) => team.members).find((member) => member.name === name);
  }

  /** An invitation as the leader would make it. */
  async invite(unit, name, kind = 'join') {
    const member = await this.member(unit, name);
    return (await this.api('POST', `/memberships/${member.id ?? member.membership}/invitation`, { kind })).body;
  }
}
