import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** The built pages by their address. A stage page is served for any output, so that it can say what is wrong itself. */
const pages: Record<string, string> = {
  '/': 'operator-ui/index.html',
  '/operator': 'operator-ui/operator.html',
  '/viewer': 'operator-ui/viewer.html',
  '/bake': 'operator-ui/bake.html',
  '/measure': 'operator-ui/measure.html',
  '/stage/:outputId': 'stage-client/stage.html',
};

/** Pages and their hashed files. Pages are asked for anew each time; a hashed file never changes. */
export function pageRouter(distDir: string): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, file] of Object.entries(pages)) router.get(path, sendPage(distDir, file));
  const assets = express.static(join(distDir, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
  });
  router.use('/assets', keepCacheControl, assets, notStored);
  router.get('/favicon.ico', (_request, response) => {
    response.status(204).end();
  });
  return router;
}

/** The header that every answer begins with would win over the one of `express.static`. */
const keepCacheControl: RequestHandler = (_request, response, next) => {
  response.removeHeader('Cache-Control');
  next();
};

const notStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function sendPage(distDir: string, file: string): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(file, { root: distDir, cacheControl: false }, (error) => {
      if (!error) return;
      if (response.headersSent) return next(error);
      response.status(503).type('text').send('The pages are not built yet. Run: npm run build\n');
    });
  };
}
