import { editedLayer } from '../../core/layers/layer-edits.ts';
import type { Params } from '../../core/show/scalars.ts';
import { useShowState } from '../link/show-store.ts';
import { LayerRow } from './LayerRow.tsx';
import { useLayers } from './use-layers.ts';
import './layers.css';

interface Props {
  /** The file in the show folder. */
  source: string;
  params: Params;
  disabled: boolean;
  onChange(params: Params): void;
}

/** The layers of a backdrop, the nearest first: how far each is, and how it looks. */
export function LayerEditor({ source, params, disabled, onChange }: Props) {
  const sha256 = useShowState((state) => state.assets[source]);
  const shown = useLayers(sha256);
  if (shown === undefined) return <p className="empty">Reading the layers …</p>;
  if (typeof shown === 'string') return <p className="empty">{shown}</p>;
  const { layers, notes } = shown.stack;
  const inOrder = layers
    .map((layer) => ({ layer, edited: editedLayer(layer, params) }))
    .sort((a, b) => a.edited.distanceM - b.edited.distanceM);
  return (
    <div className="layer-editor">
      <h3>Layers, the nearest first</h3>
      <ul>
        {inOrder.map(({ layer, edited }) => (
          <LayerRow
            key={layer.index}
            layer={layer}
            edited={edited}
            picture={shown.pictures.get(layer.index)}
            disabled={disabled}
            onChange={onChange}
          />
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} className="layer-note">
          {note}
        </p>
      ))}
    </div>
  );
}
