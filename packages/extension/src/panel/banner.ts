/** Something to say above the content of a page. `action` is the text of a button that leads to what it is about. */
export interface Banner {
  readonly text: string;
  readonly action?: string;
}
