import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { ShowService } from '../../services.ts';
import { commandAnswer, stateAnswer } from '../answer-schemas.ts';
import { commandJsonSchema } from '../command-schema.ts';
import { statusOfCommandError } from '../command-status.ts';
import { sendError, sendProblems } from '../errors.ts';
import { limits } from '../limits.ts';
import { principalOf } from '../principal.ts';
import type { Route } from '../route.ts';
import { stateReport } from '../state-report.ts';

/** The show as it stands, and the door for changing it. */
export function commandRoutes(show: ShowService): Route[] {
  return [
    {
      method: 'get',
      path: '/api/v1/state',
      summary: 'Decks, transition and inhibits at this frame',
      answers: { 200: { description: 'The state', schema: stateAnswer } },
      handle: (_request, response) => {
        response.json(stateReport(show));
      },
    },
    {
      method: 'post',
      path: '/api/v1/commands',
      summary: 'Gives one command',
      body: { kind: 'json', schema: { json: commandJsonSchema() }, maxBytes: limits.jsonBytes },
      answers: {
        200: {
          description: 'Done, at this revision; a take also names its frame',
          schema: commandAnswer,
        },
        403: { description: 'This caller may not' },
        404: { description: 'It names something that is not in the show' },
        409: { description: 'Not now: outputs are not ready, or somebody else was first' },
      },
      handle: async (request, response) => {
        const parsed = parseCommand(request.body);
        if (!parsed.ok) return sendProblems(response, 400, parsed.fault);
        const result = await show.command(request.body, principalOf(request));
        if (result.ok) {
          response.json(result);
          return;
        }
        const { problems, ...error } = result.error;
        sendError(response, statusOfCommandError(error.code), error, problems);
      },
    },
  ];
}
