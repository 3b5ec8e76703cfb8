const storageKey = 'cyclorama.client';

/** Identity of this tab across reloads and reconnections. */
export function pageIdentity(): string {
  const known = sessionStorage.getItem(storageKey);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(storageKey, made);
  return made;
}
