import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** An address may carry the key behind `#`, where no proxy or log sees it; only a script can read that. */
const script =
  "const key=new URLSearchParams(location.hash.slice(1)).get('key');" +
  "if(key)location.replace(location.pathname+'?key='+encodeURIComponent(key));";
const scriptHash = createHash('sha256').update(script).digest('base64');

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (message: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cyclorama: key</title>
<h1>Cyclorama</h1>
<p role="alert">${escaped(message)}</p>
<form method="get">
<label>Key <input name="key" type="password" autocomplete="off" required autofocus></label>
<button>Open</button>
</form>
<script>${script}</script>
</html>
`;

/** What a browser sees instead of a page while it has no key: a place to enter it. */
export function sendKeyPage(response: Response, status: number, message: string): void {
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'sha256-${scriptHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.status(status).type('html').send(page(message));
}

/** Goes on to an address from a page of our own: a `Strict` cookie is not sent on a foreign site's way here. */
export function sendOnward(response: Response, location: string): void {
  const url = escaped(location);
  response
    .type('html')
    .send(
      `<!doctype html><meta http-equiv="refresh" content="0;url=${url}"><a href="${url}">Go on</a>\n`,
    );
}
