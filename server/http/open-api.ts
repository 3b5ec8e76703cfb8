import { z } from 'zod';
import { errorAnswer } from './answer-schemas.ts';
import type { Answer, BodySpec, Route } from './route.ts';

/** The OpenAPI 3.1 document of the routes: what is served is what is described. */
export function openApiOf(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Cyclorama', version },
    paths,
    components: {
      schemas: { Error: plainSchema(errorAnswer, 'output') },
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
    // With --lan; without it no key is asked for.
    security: [{ key: [] }, {}],
  };
}

function operationOf(route: Route): object {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    { description: answer.description, ...contentOf(answer) },
  ]);
  const failure = { description: 'Refused or failed', ...jsonContent(errorReference) };
  const inPath = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary: route.summary,
    parameters: [...inPath, ...queryParameters(route.query)],
    ...(route.body && { requestBody: { required: true, content: bodyContent(route.body) } }),
    responses: { ...Object.fromEntries(answers), default: failure },
  };
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'output' });
  const isOptional = (name: string) => query.shape[name]?.safeParse(undefined).success ?? false;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && !isOptional(name),
    schema,
  }));
}

const errorReference = { $ref: '#/components/schemas/Error' };
const jsonContent = (schema: object) => ({ content: { 'application/json': { schema } } });

function contentOf({ schema, contentType }: Answer): object {
  if (schema) return jsonContent(schemaOf(schema, 'output'));
  return contentType ? { content: { [contentType]: {} } } : {};
}

function bodyContent(body: BodySpec): object {
  if (body.kind === 'json') return jsonContent(schemaOf(body.schema, 'input')).content;
  return { [body.kind === 'bytes' ? body.contentType : '*/*']: {} };
}

const schemaOf = (schema: z.ZodType | { json: object }, io: 'input' | 'output'): object =>
  schema instanceof z.ZodType ? plainSchema(schema, io) : schema.json;

function plainSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io });
  return plain;
}
