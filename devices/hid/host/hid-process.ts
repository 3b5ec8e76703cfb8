import { access, constants } from 'node:fs/promises';
import { hostNative } from '../../native/host-native.ts';
import { HidHost } from './hid-host.ts';
import { loadNodeHid } from './node-hid.ts';

// The process that `native-backend.ts` starts: node-hid lives here, and nowhere else.

/** Only on Linux is a device's path a file. */
async function accessCode(path: string): Promise<string> {
  if (!path.startsWith('/dev/')) return '';
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return '';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
  }
}

const host = new HidHost({
  load: loadNodeHid,
  accessCode,
  send: (saying) => send(saying),
});
const send = hostNative((message) => void host.take(message));
