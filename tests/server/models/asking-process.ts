import { Models } from '../../../server/models/models.ts';
import { pngBytes } from '../../support/picture-bytes.ts';

// A server that asks the one model of a folder to enlarge a picture, tells which process does, and waits.
const models = new Models({
  folder: process.argv[2] ?? '',
  log: { info: () => {}, warn: () => {} },
  providers: ['cpu'],
  onProcess: (pid) => process.send?.(pid),
});
await models.upscale({
  picture: pngBytes(16, 8, () => [9, 9, 9]),
  scale: 2,
  wraps: false,
  signal: new AbortController().signal,
  progress: () => {},
});
