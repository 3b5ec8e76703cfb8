import type { Registry } from 'prom-client';
import type { AccessPolicy } from '../security/access.ts';
import type { Services } from '../services.ts';
import { openApiOf } from './open-api.ts';
import type { Route } from './route.ts';
import { assetRoutes } from './routes/asset-routes.ts';
import { backdropRoutes } from './routes/backdrop-routes.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { discoveryRoutes } from './routes/discovery-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { metricsRoute } from './routes/metrics-route.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { pictureRoutes } from './routes/picture-routes.ts';
import { readingRoutes } from './routes/reading-routes.ts';
import { sessionRoute } from './routes/session-route.ts';
import { showRoutes } from './routes/show-routes.ts';
import { statusRoutes } from './routes/status-routes.ts';
import { takeRoutes } from './routes/take-routes.ts';

export interface RouteSources {
  services: Services;
  access: AccessPolicy;
  metrics: Registry;
  version: string;
  isReady(): boolean;
}

/** Every call that the server answers: the table that router and OpenAPI document are made of. */
export function allRoutes(sources: RouteSources): Route[] {
  const { services, access, metrics, version, isReady } = sources;
  const routes: Route[] = [
    ...healthRoutes(version, isReady),
    ...showRoutes(services.show),
    ...commandRoutes(services.show),
    ...statusRoutes(services.status),
    ...discoveryRoutes(services.discovery),
    ...pictureRoutes(services.captures, services.status),
    ...assetRoutes(services.assets, (sha256) => services.backdrops.file(sha256)),
    ...backdropRoutes(services.backdrops),
    ...readingRoutes(services.readers),
    ...modelRoutes(services.models),
    ...takeRoutes(services.takes, services.recorder),
    sessionRoute(access),
    metricsRoute(metrics),
  ];
  const openApi: Route = {
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1', schema: { json: { type: 'object' } } } },
    handle: (_request, response) => {
      response.json(document);
    },
  };
  const document = openApiOf([...routes, openApi], version);
  return [...routes, openApi];
}
