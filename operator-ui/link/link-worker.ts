import { openControlLink } from './control-link.ts';
import { healthCheckMs, type LinkHealth, LinkWatch } from './link-health.ts';
import { type LinkPage, localNowMs, type News, type ToPage, type ToWorker } from './messages.ts';
import { NewsBox } from './news-box.ts';
import { openPoseLink } from './pose-link.ts';

/** Owns both planes of a page, so that a picture that is slow to draw costs the operator no connection. */
const scope = self as unknown as {
  postMessage: (message: ToPage, transfer?: Transferable[]) => void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const post = (message: ToPage): void => scope.postMessage(message);

function postNews(news: News): void {
  scope.postMessage({ type: 'news', news }, news.frame ? [news.frame] : []);
}

function openPoses(box: NewsBox): void {
  openPoseLink(`${self.location.origin.replace(/^http/, 'ws')}/pose`, {
    frame: (frame) => box.put({ frame }),
    clock: (line, roundTripMs) => box.put({ clock: { line, roundTripMs } }),
    gone: () => box.put({ frame: null }),
  });
}

function start({ page, client, poses }: LinkPage): void {
  const box = new NewsBox(postNews);
  const watch = new LinkWatch(localNowMs());
  let health: LinkHealth = 'connecting';
  let heardAtMs: number | null = null;
  const heard = () => {
    watch.heard();
    heardAtMs = localNowMs();
    box.put({ link: { health, heardAtMs } });
  };
  const control = openControlLink(
    self.location.origin,
    { page, client },
    {
      snapshot: (snapshot, outdated) => {
        post({ type: 'snapshot', snapshot, outdated });
        heard();
      },
      patch: (patch) => post({ type: 'patch', patch }),
      status: (status) => {
        box.put({ status });
        heard();
      },
    },
  );
  setInterval(() => {
    const now = watch.look(control.isConnected, localNowMs());
    if (now === health) return;
    health = now;
    box.put({ link: { health, heardAtMs } });
  }, healthCheckMs);
  if (poses) openPoses(box);

  scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'next') box.next();
    if (data.type === 'resync') control.resync();
    if (data.type !== 'command') return;
    const { id, request } = data;
    void control
      .command(request)
      .then((result) => post({ type: 'result', id, result, answeredMs: localNowMs() }));
  };
}

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') start(data);
};
