// What was being looked for in the list of households: still there when one comes back from a household.

class Looking {
  query = $state('');
  filter = $state('all');

  clear(): void {
    this.query = '';
    this.filter = 'all';
  }
}

export const looking = new Looking();
