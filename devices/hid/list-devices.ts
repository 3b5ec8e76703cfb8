import { done, type Result } from '../../core/result.ts';
import type { HidBackend } from './backend.ts';
import { explainFault } from './explain.ts';
import { type FoundHid, foundDevices } from './found.ts';
import type { FamilyName } from './products.ts';
import { connectNativeHid } from './shared-backend.ts';

/** A HID device that is plugged in and of use here. */
export interface ListedHid {
  /** Its identity, the same each time when it has a serial number. */
  id: string;
  name: string;
  vendor: number;
  product: number;
  /** '' when it has none; `match` with vendor, product and serial means exactly this device. */
  serial: string;
  family: FamilyName;
  /** Why it cannot be opened, and what to do; absent when nothing speaks against it. */
  cannotOpen?: string;
}

/** The devices of known families at this machine, or why they cannot be listed, in words. */
export async function listHidDevices(
  connect: () => HidBackend = () => connectNativeHid(() => performance.now()),
): Promise<Result<ListedHid[], string>> {
  const backend = connect();
  const listed = await backend.list();
  await backend.close();
  if (!listed.ok) return { ok: false, fault: explainFault(listed.fault) };
  return done(foundDevices(listed.value).flatMap(listedOf));
}

function listedOf(found: FoundHid): ListedHid[] {
  const { id, name, vendor, product, serial, known, infos } = found;
  if (!known) return [];
  const listed = { id, name, vendor, product, serial, family: known.family };
  if (infos.some((info) => info.mayOpen)) return [listed];
  return [{ ...listed, cannotOpen: explainFault({ code: 'permission', detail: '' }, found) }];
}
