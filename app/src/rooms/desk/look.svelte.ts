class Look {
  language = $state<'vi' | 'en'>('vi');
  scheme = $state<'light' | 'dark' | 'auto'>('light');
  setLanguage(to: 'vi' | 'en') { this.language = to; }
  setScheme(to: 'light' | 'dark' | 'auto') { this.scheme = to; }
}
export const look = new Look();
