import '../theme/base.css';
import '../theme/controls.css';
import '../link/link.css';
import '../decks/decks.css';
import '../cameras/cameras.css';
import '../outputs/outputs.css';
import '../emergency/emergency.css';
import './viewer.css';
import { createRoot } from 'react-dom/client';
import { DeskProvider, openDesk } from '../link/desk.ts';
import { pageIdentity } from '../link/page-identity.ts';
import { keepAwake } from '../link/wake-lock.ts';
import { ViewerPage } from './ViewerPage.tsx';

const desk = openDesk('viewer', pageIdentity());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <DeskProvider value={desk}>
      <ViewerPage />
    </DeskProvider>,
  );
}
keepAwake();
