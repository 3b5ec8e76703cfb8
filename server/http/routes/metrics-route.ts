import type { Registry } from 'prom-client';
import type { Route } from '../route.ts';

/** What Prometheus scrapes; with `--lan` it sends the key as a bearer token. */
export function metricsRoute(registry: Registry): Route {
  return {
    method: 'get',
    path: '/metrics',
    summary: 'Metrics in the Prometheus text format',
    answers: { 200: { description: 'The metrics', contentType: 'text/plain' } },
    handle: async (_request, response) => {
      const text = await registry.metrics();
      response.setHeader('Content-Type', registry.contentType);
      response.send(text);
    },
  };
}
