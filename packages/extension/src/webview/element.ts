/** Creates elements of the page. Content from a model is inserted as text, never as HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `undefined` and `false` omit an attribute. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content);
  return made;
}

/** The element with this id in the page. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found;
}

/** A button of the toolbar. */
export function buttonPart(id: string): HTMLButtonElement {
  const found = part(id);
  if (!(found instanceof HTMLButtonElement)) throw new Error(`${id} is not a button.`);
  return found;
}

/** Renders text with names in backticks. */
export function withNames(text: string): readonly (Node | string)[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? element('code', {}, piece) : piece));
}
