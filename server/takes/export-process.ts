import { once } from 'node:events';
import { type ExportRequest, exportTake } from '../../core/takes/export/export-take.ts';
import type { Begun } from './export-aside.ts';
import { readSegments } from './take-files.ts';

// The process that `export-aside.ts` starts: writes one take to its output, and ends.
const [folder = '', id = '', text = '{}'] = process.argv.slice(2);
const request: ExportRequest = JSON.parse(text);
const tell = (message: Begun) => process.send?.(message);

const pieceBytes = 64 * 1024;

async function write(pieces: Iterable<string>): Promise<void> {
  let piece = '';
  const send = async () => {
    const isRoom = process.stdout.write(piece);
    piece = '';
    if (!isRoom) await once(process.stdout, 'drain');
  };
  for (const each of pieces) {
    piece += each;
    if (piece.length >= pieceBytes) await send();
  }
  await send();
}

const exported = exportTake(() => readSegments(folder, id), request);
if (exported.ok) {
  const { name, contentType, text: pieces } = exported.value;
  tell({ name, contentType });
  await write(pieces);
} else {
  tell({ problems: exported.fault });
}
process.disconnect();
