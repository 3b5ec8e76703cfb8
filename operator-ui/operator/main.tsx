import '../theme/base.css';
import '../theme/controls.css';
import './operator.css';
import '../link/link.css';
import '../decks/decks.css';
import '../decks/look.css';
import '../environments/environments.css';
import '../cameras/cameras.css';
import '../outputs/outputs.css';
import '../timing/timing.css';
import '../device-list/devices.css';
import '../emergency/emergency.css';
import { createRoot } from 'react-dom/client';
import { drawBakes } from '../bake/draw-bakes.ts';
import { DeskProvider, openDesk } from '../link/desk.ts';
import { pageIdentity } from '../link/page-identity.ts';
import { keepAwake } from '../link/wake-lock.ts';
import { OperatorPage } from './OperatorPage.tsx';

const desk = openDesk('operator', pageIdentity());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <DeskProvider value={desk}>
      <OperatorPage />
    </DeskProvider>,
  );
}
keepAwake();
// A tablet that lies on the desk draws what the server wants to be looked at.
void drawBakes(new AbortController().signal);
