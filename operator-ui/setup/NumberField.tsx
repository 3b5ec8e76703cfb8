interface Props {
  label: string;
  unit?: string;
  value: number;
  disabled?: boolean;
  onChange(value: number): void;
}

/** A number that is sent when the field is left or Enter is pressed; what is no number goes back. */
export function NumberField({ label, unit = '', value, disabled = false, onChange }: Props) {
  return (
    <label className="setup-number">
      <span>{unit ? `${label}, ${unit}` : label}</span>
      <input
        key={value}
        className="field"
        inputMode="decimal"
        defaultValue={String(Number(value.toFixed(4)))}
        disabled={disabled}
        onBlur={({ target }) => {
          const number = Number(target.value.trim().replace(',', '.'));
          if (target.value.trim() === '' || !Number.isFinite(number)) {
            target.value = String(value);
          } else if (Math.abs(number - value) > 5e-5) onChange(number);
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}
