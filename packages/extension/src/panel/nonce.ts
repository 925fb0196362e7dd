/** Makes a nonce, which allows one script to run in a page and no other. */
export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
