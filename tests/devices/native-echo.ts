import { hostNative } from '../../devices/native/host-native.ts';

// The process of the tests of native processes: echoes, or ends in the way that it is told.
const send = hostNative((message) => {
  if (typeof message !== 'object' || message === null) return;
  if ('echo' in message) send({ echo: message.echo });
  if ('die' in message) process.kill(process.pid, 'SIGKILL');
  if ('exit' in message) {
    process.stderr.write('first line\nthe library gave up\n', () => process.exit(3));
  }
  // It cannot be asked to end any more, as when a thread of an add-on hangs.
  if ('hang' in message) for (;;);
});
