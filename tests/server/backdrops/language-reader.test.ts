import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readBy } from '../../../server/backdrops/language-reader.ts';

let server: Server;
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

interface Heard {
  authorization: string | undefined;
  path: string | undefined;
  body: { model: string; messages: { content: string }[]; response_format: { type: string } };
}

/** A server that speaks chat completions, and says what it is told to. */
async function endpoint(status: number, content: unknown) {
  const heard: Heard[] = [];
  server = createServer(async (request, response) => {
    heard.push({
      authorization: request.headers.authorization,
      path: request.url,
      body: JSON.parse(await bodyOf(request)),
    });
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const remote = {
    base: new URL(`http://127.0.0.1:${port}/v1/`),
    resultHosts: [],
    headers: { Authorization: 'Bearer sesame' },
    timeoutMs: 3000,
  };
  return { heard, read: (prompt: string) => readBy({ id: 'local', model: 'm-1', remote }, prompt) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += part;
  return body;
}

describe('a language model that reads a sentence, too', () => {
  it('is asked for the fields of a backdrop, and told the reading that there is', async () => {
    const { heard, read } = await endpoint(200, '{}');
    await read('a street at noon');
    expect(heard[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer sesame',
    });
    const { model, messages, response_format: format } = heard[0]?.body ?? {};
    expect(model).toBe('m-1');
    expect(format?.type).toBe('json_schema');
    expect(messages?.at(-1)?.content).toMatch(/"place":"street".*Sentence: a street at noon/s);
  });

  it('proposes what it reads otherwise, and nothing else', async () => {
    const { read } = await endpoint(200, '```json\n{"place":"street","hour":12,"fog":0.4}\n```');
    expect(await read('a street at noon, with a zeppelin')).toEqual({
      reader: 'local',
      notUnderstood: ['zeppelin'],
      differences: [{ field: 'fog', from: 0, to: 0.4 }],
    });
  });

  it.each([
    ['a word', 200, 'fog', 'no JSON'],
    ['a field that there is not', 200, '{"dragons":1}', 'no backdrop'],
    ['an amount out of range', 200, '{"fog":7}', 'no backdrop: fog'],
    ['nothing', 200, null, 'no message'],
    ['a failure', 500, '{}', 'answers 500'],
    ['that the key is wrong', 401, '{}', 'does not take the key'],
  ])('that answers %s is refused in words', async (_what, status, content, words) => {
    const { read } = await endpoint(status, content);
    const failed = read('a street at noon');
    await expect(failed).rejects.toThrow(words);
    await expect(failed).rejects.not.toThrow('sesame');
  });
});
