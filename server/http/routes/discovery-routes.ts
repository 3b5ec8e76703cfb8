import type { DiscoveryService } from '../../services.ts';
import { deviceKindsAnswer, discoveryAnswer } from '../answer-schemas.ts';
import type { Route } from '../route.ts';

/** What a device may be, and what there is to connect. */
export function discoveryRoutes(discovery: DiscoveryService): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/device-kinds',
      summary: 'Every kind of device with the JSON Schema of its options',
      answers: { 200: { description: 'The kinds', schema: deviceKindsAnswer } },
      handle: (_request, response) => {
        response.json(discovery.kinds());
      },
    },
    {
      method: 'get',
      path: '/api/v1/discovery',
      summary: 'Network interfaces, USB, MIDI and sound inputs, and the subjects that devices hear',
      answers: { 200: { description: 'What there is, looked for now', schema: discoveryAnswer } },
      handle: async (_request, response) => {
        response.json(await discovery.look());
      },
    },
  ];
}
