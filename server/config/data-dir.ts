import { join } from 'node:path';

/** What of the machine decides where data goes by default. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** Where this machine's data goes when nothing says otherwise: the place of each system (XDG on Linux). */
export function defaultDataDir({ platform, home, env }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'cyclorama');
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'cyclorama');
  }
  // The XDG base directory specification has relative paths ignored.
  const xdg = env.XDG_DATA_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'cyclorama');
}
