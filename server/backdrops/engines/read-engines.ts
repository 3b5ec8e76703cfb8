import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { parseWorkflow } from '../../../core/backdrops/comfy-ui/workflow.ts';
import { id } from '../../../core/show/scalars.ts';
import type { BackdropEngine } from '../engine.ts';
import type { LanguageOptions } from '../language-reader.ts';
import { comfyEngine } from './comfyui.ts';
import { skyboxEngine } from './skybox.ts';

const address = z.url({ protocol: /^https?$/ });
const licence = z.string().max(200).default('unknown');
const seconds = z.number().min(1).max(86_400);

const comfyui = z.strictObject({
  id,
  kind: z.literal('comfyui'),
  url: address.default('http://127.0.0.1:8188'),
  /** A graph in API format, beside this file. */
  workflow: z.string().min(1),
  negative: z.string().max(2000).default(''),
  width: z.int().min(64).max(16_384).default(2048),
  height: z.int().min(64).max(16_384).default(1024),
  projection: z.enum(['panorama', 'plate']).default('panorama'),
  licence,
  timeoutS: seconds.default(900),
});

const skybox = z.strictObject({
  id,
  kind: z.literal('skybox'),
  url: address.default('https://backend.blockadelabs.com'),
  styleId: z.int().min(0).default(2),
  /** The name of the variable that holds the key, or a file that does. */
  keyEnv: z.string().min(1).optional(),
  keyFile: z.string().min(1).optional(),
  resultHosts: z.array(z.string().min(1)).default(['images.blockadelabs.com']),
  licence,
  pollS: z.number().min(0.05).max(600).default(5),
  timeoutS: seconds.default(600),
});

const folder = z.strictObject({
  id,
  kind: z.literal('folder'),
  folder: z.string().min(1),
  licence,
});

/** No engine but a second reader of sentences: anything that speaks OpenAI's chat completions. */
const language = z.strictObject({
  id,
  kind: z.literal('language'),
  url: address.default('http://127.0.0.1:11434/v1'),
  model: z.string().min(1).max(200),
  keyEnv: z.string().min(1).optional(),
  keyFile: z.string().min(1).optional(),
  timeoutS: seconds.default(60),
});

const engines = z.array(z.discriminatedUnion('kind', [comfyui, skybox, folder, language])).max(32);
type Entry = z.infer<typeof engines>[number];

export interface ReadEngines {
  engines: BackdropEngine[];
  folders: { id: string; folder: string; licence: string }[];
  readers: LanguageOptions[];
  /** What is wrong, in words that have no secret in them. The other engines are there. */
  problems: string[];
}

const callTimeoutMs = 30_000;

/**
 * Reads the engines of this machine from a file that is no part of any show. A missing file is none; an
 * entry with a fault is left out and said.
 */
export function readEngines(file: string, env: NodeJS.ProcessEnv): ReadEngines {
  const read: ReadEngines = { engines: [], folders: [], readers: [], problems: [] };
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) read.problems.push(`${file} cannot be read as JSON.`);
    return read;
  }
  const parsed = engines.safeParse(document);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      read.problems.push(`${file} at /${path.map(String).join('/')}: ${message}`);
    }
    return read;
  }
  for (const entry of parsed.data) {
    try {
      add(read, entry, dirname(file), env);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      read.problems.push(`Engine "${entry.id}": ${why}`);
    }
  }
  return read;
}

function add(read: ReadEngines, entry: Entry, beside: string, env: NodeJS.ProcessEnv): void {
  if (entry.kind === 'folder') {
    read.folders.push({ ...entry, folder: resolve(beside, entry.folder) });
    return;
  }
  const base = new URL(entry.url.endsWith('/') ? entry.url : `${entry.url}/`);
  const timeoutMs = 1000 * entry.timeoutS;
  if (entry.kind === 'comfyui') {
    const graph = JSON.parse(readFileSync(resolve(beside, entry.workflow), 'utf8'));
    const workflow = parseWorkflow(graph);
    if (!workflow.ok) throw new Error(`${entry.workflow}: ${workflow.fault[0]?.message}`);
    const remote = { base, resultHosts: [], headers: {}, timeoutMs: callTimeoutMs };
    read.engines.push(comfyEngine({ ...entry, remote, workflow: workflow.value, timeoutMs }));
    return;
  }
  const key = keyOf(entry, beside, env);
  if (entry.kind === 'language') {
    const headers: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};
    const remote = { base, resultHosts: [], headers, timeoutMs };
    read.readers.push({ id: entry.id, model: entry.model, remote });
    return;
  }
  const headers: Record<string, string> = key ? { 'x-api-key': key } : {};
  const remote = { base, resultHosts: entry.resultHosts, headers, timeoutMs: callTimeoutMs };
  read.engines.push(skyboxEngine({ ...entry, remote, pollMs: 1000 * entry.pollS, timeoutMs }));
}

function keyOf(
  { keyEnv, keyFile }: { keyEnv?: string | undefined; keyFile?: string | undefined },
  beside: string,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (keyFile) return readFileSync(resolve(beside, keyFile), 'utf8').trim();
  return keyEnv ? env[keyEnv]?.trim() : undefined;
}
