import { nursery } from '../../../server/aside/nursery.ts';

// A server that has a process run beside it, tells which, and waits.
const aside = nursery.run({
  program: 'sleep',
  args: ['600'],
  onStart: (pid) => process.send?.(pid),
});
await aside.ended;
