const advice = [
  ['The card’s picture wanders on the wall', 'the wall’s geometry or a slice is wrong'],
  ['The far mark goes the other way', 'an axis is mirrored: Align proposes which'],
  ['It goes with you, but too far or too little', 'the scale, or the registration’s rotation'],
  ['It swims while the camera only pans', 'the mount, or the entrance pupil'],
] as const;

/** What is wrong when it does not look as it must. */
export function CheckAdvice() {
  return (
    <dl className="check-advice" aria-label="What is wrong otherwise">
      {advice.map(([seen, cause]) => (
        <div key={seen}>
          <dt>{seen}</dt>
          <dd>{cause}.</dd>
        </div>
      ))}
    </dl>
  );
}
