import type { CommandRequest } from '../../core/commands/table.ts';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { useDesk } from '../link/desk.ts';
import { askForBackdrop, refreshBackdrops, useBackdrops } from './backdrops-store.ts';

interface Props {
  report: BackdropReport;
  /** The variation that is looked at. */
  chosen: number;
  disabled: boolean;
}

/** What can be done with a backdrop in its state. Nothing here touches program. */
export function BackdropKeys({ report, chosen, disabled }: Props) {
  const desk = useDesk();
  const { id, status, approved } = report;
  const send = async (request: CommandRequest) => {
    await desk.command(request);
    await refreshBackdrops();
  };
  const key = (label: string, request: CommandRequest, tone?: string) => (
    <button
      type="button"
      className="button"
      data-tone={tone}
      disabled={disabled}
      onClick={() => void send(request)}
    >
      {label}
    </button>
  );
  const ask = (label: string, engine: string) => (
    <button
      type="button"
      className="button"
      disabled={disabled}
      onClick={() =>
        void askForBackdrop({ prompt: report.prompt, engine, like: { id, variation: chosen } })
      }
    >
      {label}
    </button>
  );
  const variation = report.variations[chosen];
  const isFlat = variation?.picture && variation.picture.projection !== 'layers';
  const isMade = status === 'pending' || status === 'approved' || status === 'rejected';
  const isMaking = status === 'queued' || status === 'running';
  const approve = { type: 'backdrop.approve', id, variation: chosen };
  return (
    <div className="backdrop-keys">
      {status === 'queued' && key('Make next', { type: 'backdrop.hurry', id })}
      {isMaking && key('Cancel', { type: 'backdrop.cancel', id })}
      {variation && status !== 'rejected' && (
        <button
          type="button"
          className="button"
          onClick={() => useBackdrops.setState({ looked: id })}
        >
          Look
        </button>
      )}
      {isMade && variation?.spec && ask('Bake 360°', 'bake')}
      {isMade && isFlat && ask('Enlarge ×4', 'upscale')}
      {isMade && isFlat && ask('Give it depth', 'relief')}
      {isMade && variation?.picture && (
        <a className="button" href={`/api/v1/backdrops/${id}/2p5d?variation=${chosen}`} download>
          Save .2p5d
        </a>
      )}
      {isMade && status !== 'rejected' && key('Reject', { type: 'backdrop.reject', id })}
      {isMade && approved !== chosen && key(`Approve ${chosen + 1}`, approve)}
      {status === 'approved' &&
        approved === chosen &&
        key('To preview', { type: 'backdrop.push', id }, 'preview')}
    </div>
  );
}
