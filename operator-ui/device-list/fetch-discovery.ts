import '../link/without-eval.ts';

import { z } from 'zod';
import {
  type DeviceKindReport,
  type DiscoveryReport,
  deviceKindReport,
  discoveryReport,
} from '../../core/wire/discovery.ts';
import { fetched } from '../link/fetched.ts';

const kinds = z.array(deviceKindReport);

/** Every kind of device; `undefined` when the server does not say. */
export const fetchKinds = (): Promise<DeviceKindReport[] | undefined> =>
  fetched('device-kinds', kinds);

/** What there is to connect; `undefined` when the server does not say. */
export const fetchDiscovery = (): Promise<DiscoveryReport | undefined> =>
  fetched('discovery', discoveryReport);
