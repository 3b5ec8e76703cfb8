/** The universe whose group carries universe discovery (ANSI E1.31-2018, Appendix A). */
export const discoveryUniverse = 64_214;

/** The multicast group of a universe or synchronisation address: 239.255.high.low (table 9-1). */
export const groupOfUniverse = (universe: number): string =>
  `239.255.${universe >> 8}.${universe & 0xff}`;

/** The universes, or synchronisation addresses, of the groups that a device joins. */
export const universesByGroup = (universes: readonly number[]): ReadonlyMap<string, number> =>
  new Map([...universes, discoveryUniverse].map((number) => [groupOfUniverse(number), number]));
