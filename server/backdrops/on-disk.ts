import { done, fault, type Result } from '../../core/result.ts';
import { messageOf } from '../message-of.ts';

/** What is to be on the disk before it counts: a disk that does not take it has changed nothing. */
export function onDisk<Value>(write: () => Value): Result<Value> {
  try {
    return done(write());
  } catch (error) {
    const words = `The disk does not take it (${messageOf(error)}). Nothing was changed; make room and try again.`;
    return fault('', 'disk-failed', words);
  }
}
