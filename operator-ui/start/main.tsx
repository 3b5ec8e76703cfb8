import '../theme/base.css';
import '../theme/controls.css';
import '../link/link.css';
import './start.css';
import { createRoot } from 'react-dom/client';
import { pageIdentity } from '../link/page-identity.ts';
import { PageLink } from '../link/page-link.ts';
import { StartPage } from './StartPage.tsx';

// It only looks, so it is a viewer; it draws nothing, so it needs no pose plane.
new PageLink({ page: 'viewer', client: pageIdentity() });
const root = document.getElementById('root');
if (root) createRoot(root).render(<StartPage />);
