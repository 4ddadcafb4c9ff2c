// The open book as the screens read it; nothing here writes.

import type { Shown } from './facade';
import { View } from './view.svelte';

export class Reading {
  protected readonly view = new View();

  get owner() { return this.view.owner; }
  get loaded() { return this.view.loaded; }
  get heard() { return this.view.heard; }
  get households() { return this.view.households; }
  get visits() { return this.view.visits; }
  get skills() { return this.view.skills; }
  get units() { return this.view.kind('unit'); }
  get teams() { return this.view.kind('team'); }
  get members() { return this.view.kind('member'); }
  get attention() { return this.view.kind('attention'); }
  get conflicts() { return this.view.conflicts; }
  get activities() { return this.view.activities; }
  get words() { return this.view.kind('word'); }
  get consentTexts() { return this.view.kind('consent_text'); }
  get restricted() { return this.view.kind('restricted'); }
  get silent() { return this.view.kind('silent'); }
  get handsets() { return this.view.kind('handset'); }
  get hamlets() { return this.view.hamlets; }
  get waiting() { return this.view.waiting; }
  get returned() { return this.view.returned; }
  get status() { return this.view.status; }

  household(id: string): Shown | undefined {
    return this.view.household(id);
  }

  visitsOf(household: string): Shown[] {
    return this.visits.filter((visit) => visit.content.household === household);
  }

  figures(hamlet: string): Record<string, unknown> | null {
    return this.view.kind('figures').find((one) => one.subject === hamlet)?.content ?? null;
  }
}
