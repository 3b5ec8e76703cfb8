import '../theme/base.css';
import '../theme/controls.css';
import '../link/link.css';
import './measure.css';
import { createRoot } from 'react-dom/client';
import { DeskProvider, openDesk } from '../link/desk.ts';
import { pageIdentity } from '../link/page-identity.ts';
import { keepAwake } from '../link/wake-lock.ts';
import { MeasurePage } from './MeasurePage.tsx';

const desk = openDesk('operator', pageIdentity());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <DeskProvider value={desk}>
      <MeasurePage />
    </DeskProvider>,
  );
}
keepAwake();
