// The server says "figures moved"; we ask again by ETag. EventSource reconnects by itself; when it gives up (a proxy
// that cuts streams, a 401), we open another with growing pauses and ask once, since something may have been missed.

export interface Live {
  close(): void;
}

/** `moved` is called when the unit's figures may be newer, `heard` when the line opens or is lost. */
export function listen(unit: string, moved: () => void, heard: (open: boolean) => void): Live {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let pause = 2_000;
  let lost = false;

  const open = () => {
    source = new EventSource(`/api/units/${unit}/events`);
    source.addEventListener('open', () => {
      pause = 2_000;
      heard(true);
      if (lost) moved();
      lost = false;
    });
    source.addEventListener('figures', moved);
    source.addEventListener('error', () => {
      lost = true;
      heard(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(open, pause);
      pause = Math.min(pause * 2, 60_000);
    });
  };
  open();

  return {
    close() {
      clearTimeout(again);
      source?.close();
    },
  };
}
