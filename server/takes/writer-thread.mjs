// A thread does not inherit how its process reads TypeScript: it has to be told anew.
import { register } from 'tsx/esm/api';

register();
await import('./writer-thread.ts');
