// The address of this page, on its way into another browser.

class CopyLink {
  done = $state(false);

  async copy(): Promise<void> {
    this.done = await navigator.clipboard.writeText(location.href).then(() => true, () => false);
  }
}

export const copyLink = new CopyLink();
