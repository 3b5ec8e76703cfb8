import { z } from 'zod';
import type { OutputStatus } from '../../../core/wire/status.ts';
import type { StatusService } from '../../services.ts';
import {
  cameraAnswer,
  deviceAnswer,
  frameClockAnswer,
  objectAnswer,
  outputAnswer,
  outputDetailAnswer,
} from '../answer-schemas.ts';
import { sendError } from '../errors.ts';
import { param, type Route } from '../route.ts';

/** What one entry says when it is asked for alone. */
interface Detail<Item> {
  schema: z.ZodType;
  of(item: Item): object;
}

/** A list and its entries by id. */
function listRoutes<Item extends { id: string }>(
  name: 'cameras' | 'objects' | 'outputs',
  schema: z.ZodType<Item>,
  read: () => Item[],
  detail: Detail<Item> = { schema, of: (item) => item },
): Route[] {
  const one = name.slice(0, -1);
  return [
    {
      method: 'get',
      path: `/api/v1/${name}`,
      summary: `Every ${one} and how it is`,
      answers: { 200: { description: `The ${name}`, schema: z.array(schema) } },
      handle: (_request, response) => {
        response.json(read());
      },
    },
    {
      method: 'get',
      path: `/api/v1/${name}/{id}`,
      summary: `One ${one}`,
      answers: {
        200: { description: `The ${one}`, schema: detail.schema },
        404: { description: `There is no such ${one}` },
      },
      handle: (request, response) => {
        const id = param(request, 'id');
        const item = read().find((each) => each.id === id);
        const message = `The show has no ${one} "${id}".`;
        if (item) response.json(detail.of(item));
        else sendError(response, 404, { code: `unknown-${one}`, message });
      },
    },
  ];
}

/** How cameras, outputs and devices are, at this moment. */
export function statusRoutes(status: StatusService): Route[] {
  const withSwitches: Detail<OutputStatus> = {
    schema: outputDetailAnswer,
    of: (output) => ({ ...output, switches: status.switches(output.id) }),
  };
  return [
    ...listRoutes('cameras', cameraAnswer, () => status.cameras()),
    ...listRoutes('objects', objectAnswer, () => status.objects()),
    ...listRoutes('outputs', outputAnswer, () => status.outputs(), withSwitches),
    {
      method: 'get',
      path: '/api/v1/clock',
      summary: 'The frame clock and what it keeps step with',
      answers: { 200: { description: 'The frame clock', schema: frameClockAnswer } },
      handle: (_request, response) => {
        response.json(status.frameClock());
      },
    },
    {
      method: 'get',
      path: '/api/v1/devices',
      summary: 'Every device, what it accepted and what it refused',
      answers: {
        200: { description: 'The devices', schema: z.array(deviceAnswer) },
      },
      handle: (_request, response) => {
        response.json(status.devices());
      },
    },
  ];
}
