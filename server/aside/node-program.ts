import { tsxLoader } from '../../devices/native/tsx-loader.ts';
import { type Aside, type AsideOptions, nursery } from './nursery.ts';

/** A TypeScript file that runs as a Node process of its own. */
export interface NodeProgram {
  entry: string;
  args: readonly string[];
  heapMb: number;
}

export function runNode(
  { entry, args, heapMb }: NodeProgram,
  calls: Pick<AsideOptions, 'onStart'> & Required<Pick<AsideOptions, 'onMessage'>>,
): Aside {
  const node = ['--import', tsxLoader(), `--max-old-space-size=${heapMb}`, entry, ...args];
  return nursery.run({ program: process.execPath, args: node, ...calls });
}

/** Its first message; `undefined` when it ends without one, or is not done in time and is ended. */
export async function askNode(program: NodeProgram, longestMs: number): Promise<unknown> {
  let answer: unknown;
  const aside = runNode(program, {
    onMessage: (message) => {
      answer ??= message;
    },
  });
  const tooLong = setTimeout(() => aside.kill(), longestMs);
  await aside.ended;
  clearTimeout(tooLong);
  return answer;
}
