import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { useBackdrops } from './backdrops-store.ts';

interface Props {
  report: BackdropReport;
  chosen: number;
}

/** The variations side by side; one is chosen to be approved. */
export function ContactSheet({ report, chosen }: Props) {
  const { id, variations, approved } = report;
  const choose = (variation: number) =>
    useBackdrops.setState(({ chosen: before }) => ({ chosen: { ...before, [id]: variation } }));
  return (
    <ol className="contact-sheet" aria-label="Variations">
      {variations.map(({ asset, thumbnail }, index) => (
        <li key={asset}>
          <button
            type="button"
            aria-pressed={index === chosen}
            aria-label={`Variation ${index + 1}${index === approved ? ', approved' : ''}`}
            onClick={() => choose(index)}
          >
            {thumbnail && <img src={`/api/v1/assets/${thumbnail}`} alt="" draggable={false} />}
            <span className="contact-number">{index + 1}</span>
            {index === approved && <span className="contact-approved">Approved</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
