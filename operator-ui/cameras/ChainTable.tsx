import type { PoseIs } from '../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import { positionText, turnText } from '../theme/readout.ts';

interface Props {
  chain: CameraStatusReport['chain'];
  poseIs: PoseIs | undefined;
}

/** The way from the tracker's sample to the pupil, so that an offset applied twice is seen at once. */
export function ChainTable({ chain, poseIs }: Props) {
  if (chain.length === 0)
    return <p className="empty">No sample yet: the chain appears with the first.</p>;
  return (
    <table className="chain">
      <caption>Transform chain{poseIs && <span> · a sample is the {poseIs}’s pose</span>}</caption>
      <thead className="hidden-text">
        <tr>
          <th>Step</th>
          <th>Position and turn after it</th>
        </tr>
      </thead>
      <tbody>
        {chain.map(({ step, applied, pose }) => (
          <tr key={step} data-applied={applied}>
            <th scope="row">
              {step}
              <span>{applied ? 'applied' : 'skipped'}</span>
            </th>
            <td className="number">
              {positionText(pose)} <small>m</small>
              <br />
              {turnText(pose)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
