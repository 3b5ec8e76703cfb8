import { z } from 'zod';
import { create } from 'zustand';
import {
  type BackdropReport,
  backdropReport,
  type EngineReport,
  engineReport,
  type SecondReadingReport,
  secondReading,
} from '../../core/wire/backdrop-report.ts';
import { fetched } from '../link/fetched.ts';
import { notify } from '../link/notices.ts';

interface BackdropsStore {
  /** Newest first; null until the server has told them. */
  list: readonly BackdropReport[] | null;
  /** Which variation of a backdrop is looked at; the approved or the first where none was chosen. */
  chosen: Readonly<Record<string, number>>;
  /** Id of the backdrop whose chosen variation is looked at at full size. */
  looked: string | null;
  /** What is being written, and for which engine. */
  prompt: string;
  engine: string;
  engines: readonly EngineReport[];
  /** Language models that may read the sentence, too. */
  readers: readonly string[];
  /** How one of them reads it; null when none has been asked about this sentence. */
  reading: SecondReadingReport | null;
  /** Fields in which the other reading is not wanted. */
  declined: readonly string[];
}

export const useBackdrops = create<BackdropsStore>()(() => ({
  list: null,
  chosen: {},
  looked: null,
  prompt: '',
  engine: 'procedural',
  engines: [],
  readers: [],
  reading: null,
  declined: [],
}));

/** Which variation of a backdrop is chosen. */
export const chosenOf = (
  { chosen }: Pick<BackdropsStore, 'chosen'>,
  { id, approved }: BackdropReport,
): number => chosen[id] ?? approved ?? 0;

export const chooseVariation = (id: string, variation: number): void =>
  useBackdrops.setState(({ chosen }) => ({ chosen: { ...chosen, [id]: variation } }));

const reports = z.array(backdropReport);

/** Asks for the list anew; what the server does not answer leaves the list as it was. */
export async function refreshBackdrops(): Promise<void> {
  const list = await fetched('backdrops', reports);
  if (list) useBackdrops.setState({ list });
}

const engineReports = z.array(engineReport);

/** Asks which engines and readers there are. */
export async function refreshEngines(): Promise<void> {
  const engines = await fetched('backdrop-engines', engineReports);
  if (engines) useBackdrops.setState({ engines });
  const readers = await fetched('backdrop-readers', z.array(z.string()));
  if (readers) useBackdrops.setState({ readers });
}

/** Asks a language model how it reads the sentence. */
export async function askReader(reader: string, prompt: string): Promise<void> {
  const told = await post('backdrop-readings', { prompt, reader }, 'No second reading');
  const reading = secondReading.safeParse(told).data;
  if (reading) useBackdrops.setState({ reading, declined: [] });
}

/** What of the other reading is wanted. */
export function wantedNudge({
  reading,
  declined,
}: Pick<BackdropsStore, 'reading' | 'declined'>): Record<string, number | string> {
  const wanted = reading?.differences.filter(({ field }) => !declined.includes(field)) ?? [];
  return Object.fromEntries(wanted.map(({ field, to }) => [field, to]));
}

/** Whether anything of the list changes by itself. */
export const isMaking = (list: readonly BackdropReport[] | null): boolean =>
  (list ?? []).some(({ status }) => status === 'queued' || status === 'running');

interface Asked {
  prompt: string;
  engine: string;
  like?: { id: string; variation: number };
  nudge?: Record<string, number | string>;
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** Sends a request; what is wrong with it is shown. */
export async function askForBackdrop(asked: Asked): Promise<boolean> {
  const told = await post('backdrops', asked, 'Backdrop refused');
  await refreshBackdrops();
  return told !== undefined;
}

/** The answer's JSON; nothing where the server refuses or is away, which is shown. */
async function post(path: string, body: object, refused: string): Promise<unknown> {
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    if (response.ok) return json;
    const told = refusal.safeParse(json).data;
    notify(refused, told?.error.message ?? `The server says ${response.status}.`);
  } catch {
    notify('Not sent', 'The server does not answer. Send it again when the page is live.');
  }
  return undefined;
}
