import type { Help } from '../types';

const help: Help = {
  vi: {
    title: 'Tổ và người',
    about: 'Các tổ của đơn vị, người trong tổ, quyết định.',
    steps: [
      'Mời một người: bấm "Mời" bên cạnh tên, đưa mã QR cho họ.',
      'Sửa người, vai trò: bấm "Sửa".',
      'Có danh sách trong Excel thì bấm "Nhập danh sách".',
    ],
  },
  en: {
    title: 'Teams and people',
    about: 'The teams of the unit, their people and decisions.',
    steps: [
      'Invite somebody: "Invite" beside the name, then hand them the QR code.',
      'Change people and roles with "Edit".',
      'A list in Excel comes in by "Bring in a list".',
    ],
  },
};

export default help;
