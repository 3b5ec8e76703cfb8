import '../takes/without-eval.ts';

import { z } from 'zod';
import {
  type DeviceKindReport,
  type DiscoveryReport,
  deviceKindReport,
  discoveryReport,
} from '../../core/wire/discovery.ts';

const kinds = z.array(deviceKindReport);

async function fetched<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  try {
    const signal = AbortSignal.timeout(5000);
    const response = await fetch(`/api/v1/${path}`, { cache: 'no-store', signal });
    if (!response.ok) return undefined;
    return schema.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}

/** Every kind of device; `undefined` when the server does not say. */
export const fetchKinds = (): Promise<DeviceKindReport[] | undefined> =>
  fetched('device-kinds', kinds);

/** What there is to connect; `undefined` when the server does not say. */
export const fetchDiscovery = (): Promise<DiscoveryReport | undefined> =>
  fetched('discovery', discoveryReport);
