import type { Request, Response } from 'express';
import { z } from 'zod';
import { isPushed } from '../../../core/backdrops/pushed-source.ts';
import { checkAssetName } from '../../assets/asset-name.ts';
import type { AssetService } from '../../services.ts';
import { assetAnswer } from '../answer-schemas.ts';
import { sendError } from '../errors.ts';
import { limits } from '../limits.ts';
import { param, type Route } from '../route.ts';

const stored = z.object({ ok: z.literal(true), asset: assetAnswer });

/** Finds what an engine made, by its content. */
export type FindMade = (sha256: string) => { file: string; contentType: string } | undefined;

/** The show's files: uploaded by name, served by content, as is what engines made. */
export function assetRoutes(assets: AssetService, made: FindMade = () => undefined): Route[] {
  let uploads = 0;
  return [
    {
      method: 'get',
      path: '/api/v1/assets',
      summary: 'Every asset of the show folder',
      answers: {
        200: { description: 'The assets', schema: z.array(assetAnswer) },
      },
      handle: (_request, response) => {
        response.json(assets.list());
      },
    },
    {
      method: 'put',
      path: '/api/v1/assets/{name}',
      summary: 'Uploads a file to assets/, checked by its kind',
      body: { kind: 'stream' },
      answers: {
        201: { description: 'Stored', schema: stored },
        413: { description: 'Above the limit of its kind, or the disk is full' },
        415: { description: 'Not a kind that is taken, or not what its name says' },
        422: { description: 'The content is broken or hostile; the message says how' },
        429: { description: `More than ${limits.uploadsAtOnce} uploads at once` },
      },
      handle: async (request, response) => {
        const refusal = refusalOf(request, uploads);
        if (refusal) {
          cutLater(request);
          return sendError(response, refusal.status, refusal);
        }
        uploads++;
        try {
          await upload(assets, request, response);
        } finally {
          uploads--;
        }
      },
    },
    {
      method: 'get',
      path: '/api/v1/assets/{sha256}',
      summary: 'A file by the SHA-256 of its content, whole or in ranges',
      answers: {
        200: { description: 'The file', contentType: '*/*' },
        206: { description: 'A range of it', contentType: '*/*' },
        404: { description: 'No asset has this content' },
        416: { description: 'The range lies outside the file' },
      },
      handle: (request, response) => sendAsset(assets, made, param(request, 'sha256'), response),
    },
  ];
}

/** What can be refused before a byte of the file is read. */
function refusalOf(request: Request, uploads: number) {
  const named = checkAssetName(param(request, 'name'));
  if (!named.ok) return named;
  if (isPushed(`assets/${param(request, 'name').toLowerCase()}`)) {
    const message =
      'Names that begin with "backdrop-" are those of pushed backdrops. Choose another.';
    return { status: 400, code: 'bad-name', message };
  }
  if (Number(request.headers['content-length'] ?? 0) > named.kind.maxBytes) {
    const message = `A .${named.kind.extension} may have ${named.kind.maxBytes} bytes.`;
    return { status: 413, code: 'too-large', message };
  }
  if (uploads < limits.uploadsAtOnce) return undefined;
  const message = `${limits.uploadsAtOnce} uploads are running. Send this one after them.`;
  return { status: 429, code: 'busy', message };
}

async function upload(assets: AssetService, request: Request, response: Response): Promise<void> {
  // Kept open when the store stops reading early, so that the refusal can still be sent.
  const body = request.iterator({ destroyOnReturn: false });
  const result = await assets.store(param(request, 'name'), body);
  if (result.ok) {
    response.status(201).json({ ok: true, asset: result.asset });
    return;
  }
  cutLater(request);
  sendError(response, result.status, result);
}

/** A client reads the refusal only after sending; one that goes on sending for long is cut. */
function cutLater(request: Request): void {
  request.resume();
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, limits.refusedBodyMs);
  timer.unref();
}

function sendAsset(
  assets: AssetService,
  made: FindMade,
  sha256: string,
  response: Response,
): Promise<void> {
  const isHash = /^[0-9a-f]{64}$/.test(sha256);
  const uploaded = isHash ? assets.find(sha256) : undefined;
  const found = uploaded
    ? { file: uploaded.file, contentType: uploaded.asset.contentType }
    : isHash
      ? made(sha256)
      : undefined;
  if (!found) {
    const message = 'No asset of this show has that content.';
    sendError(response, 404, { code: 'unknown-asset', message });
    return Promise.resolve();
  }
  response.setHeader('ETag', `"${sha256}"`).setHeader('Content-Type', found.contentType);
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  // The path is the server's own and may lie under a dotted folder.
  const options = { dotfiles: 'allow', cacheControl: false, lastModified: false } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(found.file, options, (error) => (error ? reject(error) : resolve()));
  });
}
