// What a screen that was just left wants said on the next one: "saved on this phone", for instance.

class Said {
  text = $state('');
  say(text: string): void {
    this.text = text;
  }
  clear(): void {
    this.text = '';
  }
}

export const said = new Said();
