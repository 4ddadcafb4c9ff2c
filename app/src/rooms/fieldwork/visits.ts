// A visit as it stands in the book.

export interface Visit {
  id: string;
  household: string;
  author: string;
  author_name: string;
  day: string;
  met: boolean;
  people: string[];
  practised: { resident: string; skill: string; level: number }[];
  next: { step: string; day: string; note: string } | null;
  note: string;
  flags: string;
  /** Not at the server yet. */
  pending: boolean;
}
