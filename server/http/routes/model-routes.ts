import { modelsReport } from '../../../core/wire/model-report.ts';
import type { ModelsService } from '../../services.ts';
import type { Route } from '../route.ts';

/** The models that work on pictures on this machine. */
export function modelRoutes(models: ModelsService): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/models',
      summary: 'Models for pictures, what each can do, and what keeps it from being used',
      answers: { 200: { description: 'The models', schema: modelsReport } },
      handle: async (_request, response) => {
        response.json(await models.report());
      },
    },
  ];
}
