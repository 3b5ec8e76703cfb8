import { enoughSightings, type PhotonDelay } from '../../core/latency/photon-delay.ts';
import type { Output } from '../../core/show/stage-schema.ts';
import { useDesk } from '../link/desk.ts';
import { numberText } from '../theme/readout.ts';
import type { PhotonFindings } from './use-photon-run.ts';

interface Props {
  outputs: readonly Output[];
  findings: PhotonFindings | null;
}

const mostMs = 500;

/** The figure of each output, how sure it is, and the press that puts it into the show. */
export function PhotonResults({ outputs, findings }: Props) {
  const rows = outputs.map((output, number) => ({ output, figure: findings?.figures.get(number) }));
  const seen = rows.flatMap(({ output, figure }) => (figure ? [{ id: output.id, figure }] : []));
  return (
    <>
      <ul className="measure-results">
        {rows.map(({ output, figure }) => (
          <PhotonRow key={output.id} output={output} figure={figure} />
        ))}
      </ul>
      {findings && seen.length > 0 && (
        <p className="measure-hint">
          {findings.isStamped
            ? 'The camera stamps its pictures itself.'
            : 'This browser does not say when a picture was taken, so the figure contains the camera’s own delay.'}
        </p>
      )}
      {seen.length > 1 && <Differences seen={seen} />}
    </>
  );
}

function PhotonRow({ output, figure }: { output: Output; figure: PhotonDelay | undefined }) {
  const desk = useDesk();
  const isEnough = figure !== undefined && figure.count >= enoughSightings;
  const photonDelayMs = Math.round((figure?.medianMs ?? 0) * 10) / 10;
  const isUsable = isEnough && photonDelayMs >= 0 && photonDelayMs <= mostMs;
  const use = () => void desk.command({ type: 'output.photonDelay', id: output.id, photonDelayMs });
  return (
    <li className="measure-result" data-output={output.id}>
      <strong>{output.id}</strong>
      {figure && isEnough ? (
        <Figure figure={figure} />
      ) : (
        <progress max={enoughSightings} value={figure?.count ?? 0} aria-label="Sightings" />
      )}
      <span className="measure-setting number">set: {numberText(output.photonDelayMs, 1)} ms</span>
      <button type="button" className="button" disabled={!isUsable} onClick={use}>
        Use it
      </button>
      {isEnough && !isUsable && (
        <p className="measure-hint">
          {photonDelayMs < 0
            ? 'Light before its time: the clock or the camera’s stamp is wrong.'
            : `Later than ${mostMs} ms: no wall is. Look at the cabling and the camera.`}
        </p>
      )}
    </li>
  );
}

function Figure({ figure }: { figure: PhotonDelay }) {
  return (
    <p className="number">
      <span className="measure-figure">{numberText(figure.medianMs, 1)} ms</span> ±{' '}
      {numberText(figure.boundMs, 1)}
      <small>
        may read up to {numberText(figure.readsLongMs, 0)} ms long · spread ±{' '}
        {numberText(figure.spreadMs, 1)} · {figure.count} pictures
      </small>
    </p>
  );
}

/** Between walls in one picture, the camera's own delay and its stamp fall out. */
function Differences({ seen }: { seen: { id: string; figure: PhotonDelay }[] }) {
  const [first, ...others] = seen.toSorted((a, b) => a.figure.medianMs - b.figure.medianMs);
  if (!first) return null;
  return (
    <ul className="measure-hint">
      {others.map(({ id, figure }) => (
        <li key={id}>
          {id} is {numberText(figure.medianMs - first.figure.medianMs, 1)} ms later than {first.id},
          whatever the camera’s delay.
        </li>
      ))}
    </ul>
  );
}
