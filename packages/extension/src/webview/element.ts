/** Makes elements of the page. Whatever comes from a model goes in as text, never as HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `undefined` and `false` leave an attribute out. */
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

/** The element of the page's HTML with an id. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found;
}

/** A button of the toolbar. */
export function buttonPart(id: string): HTMLButtonElement {
  const found = part(id);
  if (!(found instanceof HTMLButtonElement)) throw new Error(`${id} is no button.`);
  return found;
}

/** Text in which names stand in backticks. */
export function withNames(text: string): readonly (Node | string)[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? element('code', {}, piece) : piece));
}
