// The pictures in README: the demo's own year, as a member and a district officer see it. E2E_DEMO: a demo that is up already.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DESK, Phone, PHONE, Window } from './browser.mjs';
import { GANDAN, IMAGES } from './places.mjs';
import { join as joinTeam, recordVisit } from './steps.mjs';

const ADDRESS = '127.0.0.1:18961';

/** Starts the demo and waits for the doors that it prints. */
async function demo() {
  const data = mkdtempSync(join(tmpdir(), 'gandan-demo-'));
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GANDAN_'));
  const running = spawn(GANDAN, ['demo'], { env: { ...Object.fromEntries(others), GANDAN_DATA: data, GANDAN_LISTEN: ADDRESS } });
  running.stderr.resume();
  const said = await new Promise((done, fail) => {
    let text = '';
    running.stdout.on('data', (part) => {
      text += part;
      if (text.includes('Ctrl-C')) done(text);
    });
    running.on('exit', () => fail(new Error(`the demo ended: ${text}`)));
  });
  return { said, stop: () => { running.removeAllListeners('exit'); running.kill(); rmSync(data, { recursive: true, force: true }); } };
}

export async function pictures() {
  mkdirSync(IMAGES, { recursive: true });
  const { said, stop } = process.env.E2E_DEMO ? { said: process.env.E2E_DEMO, stop: () => undefined } : await demo();
  const links = [...said.matchAll(/(http\S+\/moi\/\S+)\s+(.*)/g)];
  const url = new URL(links[0][1]).origin;
  const [, password] = /mật khẩu.*: (\S+)$/m.exec(said);
  const [, district] = /^\s+(\S+)\s+Cán bộ huyện/m.exec(said);
  const phone = await Phone.open(url, PHONE, 'vi', { deviceScaleFactor: 2 });
  const desk = await Window.open(url, DESK, 'vi');
  const shot = (who, name) => who.page.screenshot({ path: join(IMAGES, name) });
  try {
    await joinTeam(phone, { url: links.find(([, , who]) => /Thành viên/.test(who))[1] });
    await phone.page.waitForTimeout(500);
    await shot(phone, 'today.png');
    const home = await phone.page.locator('section li a b').first().innerText();
    await recordVisit(phone, home, { level: 5, stopAt: 'what' });
    await shot(phone, 'visit.png');

    await desk.open('/dang-nhap');
    await desk.page.getByLabel(desk.w.desk.signIn.login).fill(district);
    await desk.page.getByLabel(desk.w.desk.signIn.password, { exact: true }).fill(password);
    await desk.tap(desk.button(desk.w.desk.signIn.go));
    await desk.page.locator('article.stat').first().waitFor();
    await desk.page.evaluate(() => document.fonts.ready);
    await shot(desk, 'dashboard.png');
  } finally {
    await phone.close();
    await desk.close();
    stop();
  }
}
