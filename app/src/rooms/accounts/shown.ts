// How accounts are written.

/** "+84912345678" as it is dialled here: "0912 345 678"; a user name as it is. */
export function loginShown(login: string): string {
  const local = /^\+84(\d{2,3})(\d{3})(\d{3,4})$/.exec(login);
  return local ? `0${local[1]} ${local[2]} ${local[3]}` : login;
}
