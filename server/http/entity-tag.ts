/** The revision of the show as its entity tag (RFC 9110 section 8.8.3). */
export const tagOf = (revision: number): string => `"${revision}"`;

export type IfMatch = { kind: 'any' } | { kind: 'revision'; revision: number } | { kind: 'none' };

/**
 * What `If-Match` asks for: any revision, or the one in its list that is current. A list of others,
 * weak tags included (RFC 9110 section 13.1.1 wants a strong comparison), matches none.
 */
export function readIfMatch(header: string | undefined, current: number): IfMatch {
  if (header === undefined || header.trim() === '*') return { kind: 'any' };
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes(tagOf(current)) ? { kind: 'revision', revision: current } : { kind: 'none' };
}
