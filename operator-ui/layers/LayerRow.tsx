import type { Layer } from '../../core/layers/layer.ts';
import { type LayerField, layerParameter } from '../../core/layers/layer-edits.ts';
import type { Params } from '../../core/show/scalars.ts';
import { ParameterSlider } from '../decks/ParameterSlider.tsx';
import { farthestM } from './slider-range.ts';

interface Props {
  /** As the file has it, and as it is now. */
  layer: Layer;
  edited: Layer;
  picture: string | undefined;
  disabled: boolean;
  onChange(params: Params): void;
}

const share = { min: 0, max: 1, step: 0.01 };

/** One layer: its picture, its distance, and what makes it soft. */
export function LayerRow({ layer, edited, picture, disabled, onChange }: Props) {
  const { index, name } = layer;
  const set = (field: LayerField) => (value: number | boolean) =>
    onChange({ [layerParameter(index, field)]: value });
  const slider = (
    label: string,
    field: 'defocus' | 'feather' | 'exposure',
    range: typeof share,
  ) => (
    <ParameterSlider
      {...range}
      label={`${label}, ${name}`}
      default={layer[field]}
      value={edited[field]}
      disabled={disabled}
      onChange={set(field)}
    />
  );
  return (
    <li className="layer-row" data-hidden={edited.hidden}>
      <div className="layer-head">
        {picture && <img src={picture} alt="" />}
        <strong>{name}</strong>
        <small>{layer.depthFile ? 'with depth' : 'flat'}</small>
        <button
          type="button"
          className="button"
          aria-pressed={edited.hidden}
          aria-label={`Hide ${name}`}
          disabled={disabled}
          onClick={() => set('hidden')(!edited.hidden)}
        >
          {edited.hidden ? 'Hidden' : 'Hide'}
        </button>
      </div>
      <div className="layer-sliders">
        <ParameterSlider
          label={`Distance, ${name}`}
          min={0.5}
          max={farthestM(layer.distanceM)}
          step={0.1}
          unit="m"
          default={layer.distanceM}
          value={edited.distanceM}
          disabled={disabled}
          onChange={set('distanceM')}
        />
        {slider('Defocus', 'defocus', share)}
        {slider('Feather', 'feather', share)}
        {slider('Exposure', 'exposure', { min: -6, max: 6, step: 0.1 })}
      </div>
    </li>
  );
}
