import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { depthSide } from '../../core/models/depth.ts';
import { type ModelFile, type ModelKind, modelFile } from '../../core/models/model-file.ts';
import { memoryNeedBytes } from '../../core/models/model-signature.ts';
import { tilePad, tileSide } from '../../core/models/tiles.ts';
import type { ModelReport } from '../../core/wire/model-report.ts';
import { judgeAside } from './judge-aside.ts';
import { type JudgedModel, judgeModel, readSmallText } from './judge-model.ts';

/** A model that may be run. */
export interface UsableModel {
  id: string;
  file: string;
  sha256: string;
  kind: ModelKind;
  scale: number | null;
  range: number;
  licence: string;
  memoryBytes: number;
}

interface Entry {
  report: ModelReport;
  usable?: UsableModel;
}

interface Found {
  id: string;
  file: string;
  /** Of `model.json`; absent beside a bare model. */
  jsonFile?: string;
  isBuiltIn: boolean;
}

const maxJsonBytes = 64 * 1024;
const maxModels = 100;
/** A model that may take more than this is not tried. */
export const maxMemoryBytes = 6 * 2 ** 30;

/**
 * The models that there are: those that come with Cyclorama and those in the data folder's `models/`,
 * each a folder with one `.onnx` and, if its maker says more, a `model.json`; or a bare `.onnx`. A file
 * is judged again when it changes.
 */
export class ModelStore {
  readonly #folders: readonly { folder: string; isBuiltIn: boolean }[];
  readonly #judged = new Map<string, { stamp: string; entry: Entry }>();
  #scan: Promise<Entry[]> | undefined;

  constructor(folders: readonly { folder: string; isBuiltIn: boolean }[]) {
    this.#folders = folders;
  }

  async list(): Promise<ModelReport[]> {
    return (await this.#entries()).map(({ report }) => report);
  }

  /** The first usable model that is wanted; those of the data folder first, for a crew puts them there to be used. */
  async find(wanted: (model: UsableModel) => boolean): Promise<UsableModel | undefined> {
    const entries = await this.#entries();
    return entries
      .toReversed()
      .flatMap(({ usable }) => usable ?? [])
      .find(wanted);
  }

  /** Two that ask at once share one look at the disk. */
  #entries(): Promise<Entry[]> {
    this.#scan ??= this.#look().finally(() => {
      this.#scan = undefined;
    });
    return this.#scan;
  }

  async #look(): Promise<Entry[]> {
    const entries: Entry[] = [];
    const known = new Set<string>();
    for (const { folder, isBuiltIn } of this.#folders) {
      for (const found of (await foundIn(folder, isBuiltIn)).slice(0, maxModels)) {
        const entry = await this.#entry(found);
        const isTwice = known.has(entry.report.id);
        known.add(entry.report.id);
        entries.push(isTwice ? refusedEntry(entry.report, 'Another model has this id.') : entry);
      }
    }
    return entries;
  }

  async #entry(found: Found): Promise<Entry> {
    const stamp = `${await stampOf(found.file)} ${await stampOf(found.jsonFile)}`;
    const before = this.#judged.get(found.file);
    if (before?.stamp === stamp) return before.entry;
    const entry = await entryOf(found).catch((error: unknown) =>
      refusedEntry(bareReport(found), `It cannot be read: ${String(error)}`),
    );
    this.#judged.set(found.file, { stamp, entry });
    return entry;
  }
}

async function stampOf(file: string | undefined): Promise<string> {
  const found = file && (await stat(file).catch(() => undefined));
  return found ? `${found.size} ${found.mtimeMs} ${found.ino}` : '';
}

async function foundIn(folder: string, isBuiltIn: boolean): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: Found[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name.endsWith('.onnx'))
      found.push({ id: idFrom(parse(entry.name).name), file: path, isBuiltIn });
    if (!entry.isDirectory()) continue;
    const names: string[] = await readdir(path).catch(() => []);
    const models = names.filter((name) => name.endsWith('.onnx')).sort();
    const model = models.includes('model.onnx') ? 'model.onnx' : models[0];
    if (!model) continue;
    const jsonFile = names.includes('model.json') ? join(path, 'model.json') : undefined;
    found.push({
      id: idFrom(entry.name),
      file: join(path, model),
      isBuiltIn,
      ...(jsonFile && { jsonFile }),
    });
  }
  return found;
}

const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 63) || 'model';

const bareReport = ({ id, isBuiltIn }: Found): ModelReport => ({
  id,
  name: id,
  kind: null,
  scale: null,
  licence: 'not stated',
  isBuiltIn,
  sha256: null,
  bytes: 0,
  memoryBytes: null,
  trouble: null,
});

const refusedEntry = (report: ModelReport, trouble: string): Entry => ({
  report: { ...report, trouble },
});

async function entryOf(found: Found): Promise<Entry> {
  const stated = await statedOf(found);
  const named = { ...bareReport(found), ...(stated.file && namesOf(stated.file)) };
  if (stated.trouble) return refusedEntry(named, stated.trouble);
  const judged = await (found.isBuiltIn ? judgeModel : judgeAside)(found.file);
  if (!judged.ok) return refusedEntry(named, judged.fault[0]?.message ?? 'It is not taken.');
  return judgedEntry(found, named, stated.file, judged.value);
}

const namesOf = ({ id, name, licence }: ModelFile) => ({ id, name, licence });

async function statedOf({ jsonFile }: Found): Promise<{ file?: ModelFile; trouble?: string }> {
  if (!jsonFile) return {};
  const text = await readSmallText(jsonFile, maxJsonBytes);
  const parsed = modelFile.safeParse(parsedJson(text ?? ''));
  if (parsed.success) return { file: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the whole of it';
  return { trouble: `Its model.json is not valid (${where}: ${issue?.message ?? 'unknown'}).` };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Models are named after their scale: `realesr-x4plus`. A run tells whether it is true. */
function scaleInName(id: string): number | null {
  const digit = /(?:^|[^a-z0-9])x([2348])(?!\d)|(?:^|[^a-z0-9])([2348])x(?![a-z0-9])/.exec(id);
  return digit ? Number(digit[1] ?? digit[2]) : null;
}

function judgedEntry(
  { file }: Found,
  named: ModelReport,
  stated: ModelFile | undefined,
  { sha256, bytes, tensorBytes, widest, signature }: JudgedModel,
): Entry {
  const report = { ...named, sha256, bytes };
  if (stated && stated.sha256 !== sha256)
    return refusedEntry(report, 'Its bytes are not the ones that model.json names (SHA-256).');
  if (!signature)
    return refusedEntry(report, 'Its inputs and outputs are none that Cyclorama knows.');
  const { kind } = signature;
  if (stated && stated.kind !== kind)
    return refusedEntry(
      report,
      `Its model.json says ${stated.kind}, and by its inputs and outputs it is ${kind}.`,
    );
  const scale = signature.scale ?? stated?.scale ?? scaleInName(named.id);
  if (stated?.scale !== undefined && scale !== stated.scale)
    return refusedEntry(report, `Its model.json says ×${stated.scale}, and it is ×${scale}.`);
  if (scale === null) {
    const words = 'How much it enlarges is not to be seen. Say it in its name, as in name-x4.onnx.';
    return refusedEntry({ ...report, kind }, words);
  }
  const side = kind === 'upscale' ? tileSide + 2 * tilePad : depthSide;
  const pixels = (signature.width ?? side) * (signature.height ?? side);
  const memoryBytes = memoryNeedBytes({ tensorBytes, widest }, { kind, scale }, pixels);
  const known = { ...report, kind, scale: kind === 'upscale' ? scale : null, memoryBytes };
  if (memoryBytes > maxMemoryBytes)
    return refusedEntry(
      known,
      `It would take ${Math.round(memoryBytes / 2 ** 20)} MB of memory, and ${maxMemoryBytes / 2 ** 20} are the limit.`,
    );
  const range = stated?.range ?? 1;
  const { id, licence } = known;
  const usable = { id, file, sha256, kind, scale, range, licence, memoryBytes };
  return { report: known, usable };
}
