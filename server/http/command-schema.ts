import { z } from 'zod';
import { type CommandType, commandArguments, commandTypes } from '../../core/commands/table.ts';

/** JSON Schema of `POST commands`: one of the commands of the table, told apart by `type`. */
export function commandJsonSchema(): object {
  return { type: 'object', oneOf: commandTypes.map(commandSchema) };
}

function commandSchema(type: CommandType): object {
  const { properties = {}, required = [], ...rest } = argumentsSchema(type);
  const { $schema: _, ...plain } = rest;
  return {
    ...plain,
    title: type,
    properties: { type: { const: type }, ...properties },
    required: ['type', ...required],
  };
}

function argumentsSchema(type: CommandType) {
  const schema = commandArguments[type];
  // A command with short forms is described by its long form, which is what they turn into.
  const described = schema instanceof z.ZodPipe ? schema.out : schema;
  return z.toJSONSchema(described, { io: 'input' });
}
