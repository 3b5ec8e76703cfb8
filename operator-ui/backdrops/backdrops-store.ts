import { z } from 'zod';
import { create } from 'zustand';
import {
  type BackdropReport,
  backdropReport,
  type EngineReport,
  engineReport,
} from '../../core/wire/backdrop-report.ts';
import { fetched } from '../link/fetched.ts';
import { notify } from '../link/notices.ts';

interface BackdropsStore {
  /** Newest first; null until the server has told them. */
  list: readonly BackdropReport[] | null;
  /** Which variation of a backdrop is looked at; the approved or the first where none was chosen. */
  chosen: Readonly<Record<string, number>>;
  /** What is being written, and for which engine. */
  prompt: string;
  engine: string;
  engines: readonly EngineReport[];
}

export const useBackdrops = create<BackdropsStore>()(() => ({
  list: null,
  chosen: {},
  prompt: '',
  engine: 'procedural',
  engines: [],
}));

const reports = z.array(backdropReport);

/** Asks for the list anew; what the server does not answer leaves the list as it was. */
export async function refreshBackdrops(): Promise<void> {
  const list = await fetched('backdrops', reports);
  if (list) useBackdrops.setState({ list });
}

const engineReports = z.array(engineReport);

/** Asks which engines there are. */
export async function refreshEngines(): Promise<void> {
  const engines = await fetched('backdrop-engines', engineReports);
  if (engines) useBackdrops.setState({ engines });
}

/** Whether anything of the list changes by itself. */
export const isMaking = (list: readonly BackdropReport[] | null): boolean =>
  (list ?? []).some(({ status }) => status === 'queued' || status === 'running');

interface Asked {
  prompt: string;
  engine: string;
  like?: { id: string; variation: number };
}

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** Sends a request; what is wrong with it is shown. */
export async function askForBackdrop(asked: Asked): Promise<boolean> {
  try {
    const response = await fetch('/api/v1/backdrops', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    });
    if (!response.ok) {
      const told = refusal.safeParse(await response.json());
      notify('Backdrop refused', told.data?.error.message ?? `The server says ${response.status}.`);
    }
    await refreshBackdrops();
    return response.ok;
  } catch {
    notify('Backdrop not sent', 'The server does not answer. Send it again when the page is live.');
    return false;
  }
}
