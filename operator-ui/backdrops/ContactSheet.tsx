import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { chooseVariation, useBackdrops } from './backdrops-store.ts';

interface Props {
  report: BackdropReport;
  chosen: number;
}

/** The variations side by side; one is chosen to be approved, and a second press on it looks at it at full size. */
export function ContactSheet({ report, chosen }: Props) {
  const { id, variations, approved } = report;
  const press = (variation: number) => {
    if (variation === chosen) useBackdrops.setState({ looked: id });
    else chooseVariation(id, variation);
  };
  return (
    <ol className="contact-sheet" aria-label="Variations">
      {variations.map(({ asset, thumbnail }, index) => (
        <li key={asset}>
          <button
            type="button"
            aria-pressed={index === chosen}
            aria-label={`Variation ${index + 1}${index === approved ? ', approved' : ''}`}
            title={index === chosen ? 'Press again to look at it at full size' : undefined}
            onClick={() => press(index)}
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
