/** Realistic values, by the name of the field. */

const words: readonly (readonly [RegExp, string])[] = [
  [/currency/i, 'EUR'],
  [/country/i, 'NL'],
  [/(city|town)/i, 'Utrecht'],
  [/(street|address)/i, 'Kade 12'],
  [/(zip|postal|postcode)/i, '3511 AB'],
  [/(first|given)_?name/i, 'Ada'],
  [/(last|family|sur)_?name/i, 'Lovelace'],
  [/(customer|user|person|owner|holder|full|display)_?name/i, 'Ada Lovelace'],
  [/phone|mobile/i, '+31 30 555 0100'],
  [/e?mail/i, 'ada@example.com'],
  [/sku/i, 'SKU-1001'],
  [/tracking/i, 'TRACK-1001'],
  [/(reason|cause|problem)/i, 'not available'],
  [/(note|comment|remark|description|message|text)/i, 'An example'],
  [/(title|subject|name|label)/i, 'Example'],
  [/locale|language/i, 'en'],
  [/(url|uri|link)/i, 'https://example.com/1001'],
];

export function wordFor(name: string): string {
  const known = words.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  const id = /^(.*?)_?(id|no|number|nr|code|ref|reference|key)$/i.exec(name);
  if (id) return `${(id[1] === '' ? 'example' : (id[1] ?? 'example')).toLowerCase()}-1001`;
  return 'example';
}

/** A number for a field that counts or measures, with cents if decimals are allowed. */
export function numberFor(name: string): number {
  if (/(amount|total|price|cost|sum|balance|fee|value)/i.test(name)) return 42;
  if (/(quantity|count|size|nights|guests|seats|items|units|attempt)/i.test(name)) return 2;
  if (/(percent|rate|ratio)/i.test(name)) return 10;
  if (/age$/i.test(name)) return 36;
  if (/year$/i.test(name)) return 2026;
  return 1;
}

/** The same UUID for the same name, so that related messages agree. */
export function uuidFor(name: string): string {
  // FNV-1a, four times with different seeds.
  const hash = (seed: number): string => {
    let value = (0x811c9dc5 ^ seed) >>> 0;
    for (const character of name.toLowerCase())
      value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, '0');
  };
  const digits = hash(1) + hash(2) + hash(3) + hash(4);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
