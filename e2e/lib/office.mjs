// An officer of a commune at the desk, and the files that they drop there.

export const OFFICER = { name: 'Trần Ẩn Đức', login: '0912 345 678', password: 'mưa xuân trên đồng' };

export async function officerOf(world, window) {
  const made = await world.command('account', 'create', '--name', OFFICER.name, '--login', OFFICER.login, '--role', 'commune_officer', '--unit', '31930@2024', '--public-url', world.url, '--json');
  const { code } = JSON.parse(made.stdout);
  await world.api('POST', `/invitations/${code}/account`, { password: OFFICER.password }, { 'x-gandan': '1' });
  const { signIn } = window.w.desk;
  await window.open('/dang-nhap');
  await window.page.getByLabel(signIn.login).fill(OFFICER.login);
  await window.page.getByLabel(signIn.password, { exact: true }).fill(OFFICER.password);
  await window.tap(window.button(signIn.go));
  await window.page.waitForURL(/\/ban-lam-viec\/[0-9a-f-]{36}/);
}

export async function goToPeople(window, commune) {
  await window.tap(window.link(window.w.desk.nav.people, true));
  await window.sees(window.heading(`${window.w.people.title}: ${commune}`));
}

export const row = (window, name) => window.page.locator('tr').filter({ hasText: name });
export const choose = (window, name, text, type = 'text/csv') => window.page.locator('main .drop input[type=file]').setInputFiles({ name, mimeType: type, buffer: Buffer.from(text) });

/** A file let go over the page, as from the folder beside it. */
export async function drop(window, name, text) {
  const data = await window.page.evaluateHandle(([as, held]) => {
    const made = new DataTransfer();
    made.items.add(new File([held], as, { type: 'text/csv' }));
    return made;
  }, [name, text]);
  await window.page.locator('main .drop').dispatchEvent('drop', { dataTransfer: data });
}
