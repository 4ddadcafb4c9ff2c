// What was being looked for in the list of households: still there when one comes back from a household.

class Looking {
  query = $state('');
  filter = $state('all');

  #whose = '';

  /** Somebody is there: nothing of what the one before them looked for is on the screen. False: it is still the same person. */
  isNew(account: string): boolean {
    if (account === this.#whose) return false;
    this.#whose = account;
    this.query = '';
    this.filter = 'all';
    return true;
  }
}

export const looking = new Looking();
