import { type Rate, rateFromName, rateName, standardRates } from '../../core/time/rate.ts';
import { NameSelect } from './NameSelect.tsx';

interface Props {
  label: string;
  rate: Rate;
  disabled: boolean;
  onChange(rate: Rate): void;
}

const names = standardRates.map(({ name }) => name);

/** A rate by the name that a crew calls it. One of its own from the show file stays in the list. */
export function RateSelect({ label, rate, disabled, onChange }: Props) {
  return (
    <NameSelect
      label={label}
      names={names}
      value={rateName(rate)}
      disabled={disabled}
      onChange={(name) => {
        const chosen = rateFromName(name);
        if (chosen) onChange(chosen);
      }}
    />
  );
}
