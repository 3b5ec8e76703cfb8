import type { RequestHandler } from 'express';
import helmet from 'helmet';

const self = "'self'";
const none = "'none'";

/**
 * No page loads, runs or reaches anything but this server. `blob:` and `data:` in `connect-src` are
 * how glTF loaders read what is embedded in a file; they leave no machine.
 */
const policy = {
  'default-src': [self],
  'script-src': [self],
  'style-src': [self],
  'img-src': [self, 'blob:', 'data:'],
  'media-src': [self, 'blob:'],
  'connect-src': [self, 'blob:', 'data:'],
  'worker-src': [self, 'blob:'],
  'object-src': [none],
  'base-uri': [none],
  'form-action': [self],
  'frame-src': [none],
  'frame-ancestors': [none],
};

/** The camera is for the page that measures with it; the browser still asks. */
const permissions = 'camera=(self), geolocation=(), microphone=(), payment=()';

/**
 * Headers of every answer. The three cross-origin ones isolate the pages, which is what gives stage
 * pages shared memory. No HSTS: a certificate of our own must not lock a name to HTTPS.
 */
export function securityHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: policy },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', permissions);
      response.setHeader('Cache-Control', 'no-store');
      next();
    },
  ];
}
