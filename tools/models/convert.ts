import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeOnnx } from './onnx-schema.ts';
import { modelSources } from './sources.ts';
import { unpack } from './unpack.ts';

const usage = `Makes the models that come with Cyclorama from the packages they are published in.

  node --import tsx tools/models/convert.ts [--from FOLDER] [--to FOLDER]

  --from FOLDER   holds the packages' tarballs, as npm pack writes them (default: fetched by npm)
  --to FOLDER     default: models/`;

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string', default: fileURLToPath(new URL('../../models', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else {
  const unpacked = new Map<string, string>();
  for (const { file, convert } of modelSources) {
    const name = file.source.package;
    const folder = unpacked.get(name) ?? unpack(file.source, values.from);
    unpacked.set(name, folder);
    const bytes = encodeOnnx(convert(folder));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const target = join(values.to, file.id);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'model.onnx'), bytes);
    writeFileSync(join(target, 'model.json'), `${JSON.stringify({ ...file, sha256 }, null, 2)}\n`);
    copyFileSync(join(folder, 'LICENSE'), join(target, 'LICENSE'));
    console.log(`${file.id}: ${bytes.length} bytes, SHA-256 ${sha256}`);
  }
  for (const folder of unpacked.values()) rmSync(dirname(folder), { recursive: true });
}
