import type { CommandRequest } from '../../core/commands/table.ts';
import type { CommandError, CommandResult } from '../../core/wire/events.ts';
import { adviceFor, commandWord, forcedCommand } from './advice.ts';
import { localNowMs } from './messages.ts';
import { notify, useNotices } from './notices.ts';
import type { PageLink } from './page-link.ts';

export type SendCommand = (request: CommandRequest) => Promise<CommandResult>;

/** The one way to the server for everything that changes the show. Never throws; refusals are shown. */
export function createCommand(link: PageLink): SendCommand {
  const command: SendCommand = async (request) => {
    const sentMs = localNowMs();
    const { result, answeredMs } = await link.send(request);
    if (result.ok) useNotices.setState({ ackMs: answeredMs - sentMs });
    else showRefusal(command, request, result.error);
    return result;
  };
  return command;
}

function showRefusal(command: SendCommand, request: CommandRequest, error: CommandError): void {
  const forced = forcedCommand(request, error);
  const remedy = forced && { label: 'FORCE CUT', run: () => void command(forced) };
  notify(`${commandWord(request.type)} refused`, adviceFor(error), remedy);
}
