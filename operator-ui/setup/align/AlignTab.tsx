import { useState } from 'react';
import type { Registration } from '../../../core/registration/registration.ts';
import type { Result } from '../../../core/result.ts';
import type { Camera } from '../../../core/show/camera-schema.ts';
import type { PlainPose } from '../../../core/wire/status.ts';
import { useDesk } from '../../link/desk.ts';
import { Choice } from '../Choice.tsx';
import './align.css';
import { FloorView } from './FloorView.tsx';
import { PointsView } from './PointsView.tsx';

interface Props {
  camera: Camera;
  disabled: boolean;
  /** The tracker's pose, averaged while it is still. */
  capture(): Result<PlainPose>;
}

export interface AlignProps extends Props {
  onRegister(registration: Registration): void;
}

/** Registration by what the tracker is held to: points of the stage, or marks on its floor. */
export function AlignTab(props: Props) {
  const desk = useDesk();
  const [way, setWay] = useState<'points' | 'floor'>('points');
  const { id } = props.camera;
  const onRegister = (registration: Registration) =>
    void desk.command({ type: 'camera.set', id, registration });
  const View = way === 'points' ? PointsView : FloorView;
  return (
    <section className="setup-align" aria-label="Align">
      <Choice
        label="By"
        options={[
          ['points', 'Measured points'],
          ['floor', 'Floor marks'],
        ]}
        chosen={way}
        onChoose={(next) => setWay(next)}
      />
      <View {...props} onRegister={onRegister} />
    </section>
  );
}
