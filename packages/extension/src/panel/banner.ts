/** A message above the content of a page. `action` is the label of a button that leads to its subject. */
export interface Banner {
  readonly text: string;
  readonly action?: string;
}
