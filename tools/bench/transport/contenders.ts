/** Ways to send every pose to every client; `ours` is the pose plane with its credit window. */
export const contenders = [
  'ours',
  'ws',
  'ws guarded',
  'socket.io binary volatile',
  'socket.io JSON',
] as const;

export type Contender = (typeof contenders)[number];

export function contenderOf(name: string | undefined): Contender {
  const contender = contenders.find((each) => each === name);
  if (!contender) throw new Error(`There is no contender "${name}".`);
  return contender;
}
