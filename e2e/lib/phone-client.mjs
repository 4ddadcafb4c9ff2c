// A phone without a screen: joins by an invitation and sends operations through POST /api/sync like any other.

import { randomBytes } from 'node:crypto';
import { id } from './ids.mjs';

export class PhoneClient {
  #counter = 0;

  static async join(world, code, label = 'Máy đầu tiên') {
    const phone = new PhoneClient();
    phone.world = world;
    phone.me = (await world.api('POST', `/invitations/${code}/accept`, { device_label: label, mac_key: randomBytes(32).toString('base64') }, {})).body;
    return phone;
  }

  /** A phone that joined before. */
  static known(world, me) {
    return Object.assign(new PhoneClient(), { world, me });
  }

  op(kind, body) {
    const now = Date.now();
    return { id: id(now), kind, version: 1, stamp: [now, this.#counter++], body };
  }

  async sync(ops = []) {
    const request = { v: 1, epoch: this.me.epoch, now: Date.now(), ops };
    const { body } = await this.world.api('POST', '/sync', request, { authorization: `Bearer ${this.me.token}` });
    const lines = body.trim().split('\n').map((line) => JSON.parse(line));
    const fates = lines[0].fates ?? [];
    const bad = fates.filter((fate) => fate.fate !== 'kept');
    if (bad.length) throw new Error(`not kept: ${JSON.stringify(bad)}`);
    return lines;
  }

  /** The first password of this account, set at the desk that the phone opens. */
  async setPassword(password) {
    const { answer } = await this.world.api('POST', '/session/device', undefined, { authorization: `Bearer ${this.me.token}` });
    const cookie = answer.headers.get('set-cookie').split(';')[0];
    await this.world.api('POST', '/me/password', { old: '', new: password }, { cookie, 'x-gandan': '1', origin: this.world.url, 'sec-fetch-site': 'same-origin' });
  }
}
