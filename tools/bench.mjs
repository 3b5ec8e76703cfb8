import { runCommand } from './setup/require-node.mjs';

runCommand(() => import('./setup/bench.mjs'));
