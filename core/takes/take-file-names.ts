const part = (id: string, segment: number): string => (segment === 1 ? id : `${id}.${segment}`);

/** Name of a segment's log in the takes folder: `<id>.cyctake`, then `<id>.2.cyctake` … */
export const logFileName = (id: string, segment: number): string => `${part(id, segment)}.cyctake`;

/** Name of the same samples as OpenTrackIO, one a line. */
export const linesFileName = (id: string, segment: number): string =>
  `${part(id, segment)}.opentrackio.jsonl`;

/** Name of what the list says of a take, and what the crew says of it. */
export const summaryFileName = (id: string): string => `${id}.take.json`;
