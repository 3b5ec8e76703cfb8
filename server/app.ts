import { randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPushed } from '../core/backdrops/pushed-source.ts';
import type { DeviceEntry } from '../core/show/show-schema.ts';
import { defaultPoseIs, deviceFactories, deviceProblems } from '../devices/registry.ts';
import { nursery } from './aside/nursery.ts';
import { AssetStore } from './assets/asset-store.ts';
import { BackdropService } from './backdrops/backdrop-service.ts';
import { bakeEngine } from './backdrops/engines/bake.ts';
import { folderEngine } from './backdrops/engines/folder.ts';
import { readEngines } from './backdrops/engines/read-engines.ts';
import { reliefEngine } from './backdrops/engines/relief.ts';
import { upscaleEngine } from './backdrops/engines/upscale.ts';
import { WatchFolder } from './backdrops/engines/watch-folder.ts';
import { HeadlessPage, type PageAddress } from './backdrops/headless-page.ts';
import { proceduralEngine } from './backdrops/procedural-engine.ts';
import { beat } from './beat.ts';
import { Dispatch } from './commands/dispatch.ts';
import { TakeCoordinator } from './commands/take-coordinator.ts';
import type { Config } from './config.ts';
import { Discovery } from './discovery/discovery.ts';
import { machinePorts } from './discovery/machine-ports.ts';
import { createHttpServer } from './http/http-server.ts';
import { listen, probePort } from './listen.ts';
import { Models } from './models/models.ts';
import { readBuildId } from './observe/build-id.ts';
import type { Log } from './observe/log.ts';
import { EngineStatusService } from './observe/status-service.ts';
import { Captures } from './outputs/captures.ts';
import { OutputRegistry } from './outputs/output-registry.ts';
import { attachRealtime } from './realtime/attach-realtime.ts';
import { PosePlane } from './realtime/pose-plane.ts';
import { type Access, createAccess } from './security/access.ts';
import type { Asset, Services } from './services.ts';
import { openAnyShow } from './show/open-any-show.ts';
import { EngineShowService } from './show/show-service.ts';
import { type ShowStore, stateFolder } from './show/show-store.ts';
import { StartError } from './start-error.ts';
import { TakeService } from './takes/take-service.ts';
import { HouseSync } from './time/house-sync.ts';
import { FrameLead } from './tracking/frame-lead.ts';
import { LiveTracking } from './tracking/live-tracking.ts';

/** A running server. */
export interface App {
  port: number;
  access: Access;
  showName: string;
  stop(): Promise<void>;
}

/** A picture of the library as a file of the show, checked as an upload is; why not, in words. */
async function publishIn(assets: AssetStore, source: string, file: string): Promise<string | null> {
  try {
    const stored = await assets.store(source.replace(/^assets\//, ''), createReadStream(file));
    return stored.ok ? null : stored.message;
  } catch (error) {
    return `The disk does not take it (${error instanceof Error ? error.message : String(error)}).`;
  }
}

/** Where the server's own page for drawing is, as this machine reaches it. */
const bakeAddress = ({ policy }: Access, port: number): PageAddress => ({
  url: `${policy.secure ? 'https' : 'http'}://127.0.0.1:${port}/bake`,
  key: policy.key,
  fingerprint: policy.fingerprint,
});

const distDir = fileURLToPath(new URL('../dist', import.meta.url));

/** `::` takes both families, where the machine has the newer one at all. */
function httpHost(config: Config): string {
  if (!config.lan) return config.host;
  const all = Object.values(networkInterfaces()).flat();
  return all.some((each) => each?.family === 'IPv6') ? '::' : '0.0.0.0';
}

/** Starts everything in order: show, tracking, doors. Throws `StartError` with what to do. */
export async function startApp(config: Config, log: Log): Promise<App> {
  nursery.start();
  const access = await openAccess(config);
  // First of all: a second start by mistake must not touch the show of the first.
  await probePort(httpHost(config), config.port);
  const { store, unlock } = await openAnyShow(config, log);
  const app = await composeApp(config, access, store, log);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await store.close();
      unlock();
    },
  };
}

async function openAccess({ allowHost, ...config }: Config): Promise<Access> {
  const access = await createAccess({ ...config, allowHosts: allowHost }, config.dataDir);
  if (access.ok) return access.value;
  throw new StartError(access.fault.map(({ message }) => message).join(' '));
}

async function composeApp(
  config: Config,
  access: Access,
  store: ShowStore,
  log: Log,
): Promise<App> {
  const { engine, folder } = store;
  const nowMs = () => engine.nowMs();
  const house = new HouseSync(engine.clock, engine.state.show.stage.rates);
  const lead = new FrameLead();
  const posePlane = new PosePlane(engine.clock, (ms, atMs) => lead.needed(ms, atMs));
  const outputs = new OutputRegistry({
    nowMs,
    rate: () => engine.rate,
    outputs: () => engine.state.show.stage.outputs,
    onDisplay: (output, display) => house.outputReported(output, display),
  });
  const takes = new TakeCoordinator(engine, outputs);
  const recorded = new TakeService({
    engine,
    folder: join(folder, 'takes'),
    wallClockMs: Date.now,
    poseIs: (id) => poseIsOf(engine.state.show.devices.find((device) => device.id === id)),
    log,
  });
  const udpHost = config.lan ? '0.0.0.0' : config.host;
  const checkDevice = (entry: DeviceEntry) => deviceProblems(entry, udpHost);
  const assets = new AssetStore({
    showFolder: folder,
    cacheFile: join(stateFolder(config.dataDir, folder), 'hashes.json'),
    onStored: (asset) => {
      void refreshAssets();
      void importUploaded(asset);
    },
  });
  const remote = readEngines(config.engines ?? join(config.dataDir, 'engines.json'), process.env);
  for (const problem of remote.problems) log.warn(problem);
  const models = new Models({ folder: join(config.dataDir, 'models'), log });
  const drawer = new HeadlessPage({ browser: config.browser, log });
  const backdrops = await BackdropService.open({
    engine,
    folder: join(folder, 'backdrops'),
    engines: [
      proceduralEngine,
      bakeEngine,
      upscaleEngine(models, 4),
      upscaleEngine(models, 2),
      reliefEngine(models),
      ...remote.engines,
      ...remote.folders.map(folderEngine),
    ],
    contentOf: (bytes, signal) => models.contentOf(bytes, signal),
    wallClockMs: Date.now,
    publish: (source, file) => publishIn(assets, source, file),
    newSeed: () => randomInt(2 ** 32),
    onNobodyDraws: () => drawer.wake(),
    noDrawer: () => drawer.trouble,
    onDrawing: () => drawer.used(),
    log,
  });
  /** A `.2p5d` that was uploaded is a backdrop to be reviewed, but not one that was pushed from there. */
  const importUploaded = async ({ path, sha256 }: Asset) => {
    const name = path.replace(/^assets\//, '');
    const file = /\.2p5d$/i.test(name) && !isPushed(path) ? assets.find(sha256)?.file : undefined;
    if (!file) return;
    try {
      await backdrops.importPicture('upload', name, await readFile(file), 'upload');
    } catch (error) {
      log.warn({ err: error }, `${path} is no backdrop`);
    }
  };
  const folders = remote.folders.map(
    ({ id, folder: watched }) =>
      new WatchFolder({
        id,
        folder: watched,
        import: (...picture) => backdrops.importPicture(...picture),
        warn: (message) => log.warn(message),
      }),
  );
  const dispatch = new Dispatch(engine, takes, recorded, checkDevice, backdrops);
  const show = new EngineShowService(engine, dispatch, store.writer, (s) => assets.check(s));
  const refreshAssets = async () => {
    for (const { path, message } of await show.refreshAssets()) log.warn(`${path}: ${message}`);
  };
  await assets.open();
  await refreshAssets();
  // Only now: by the content of its files a deck is judged, too.
  backdrops.guardDecks();
  const tracking = new LiveTracking({
    engine,
    posePlane,
    lead,
    house,
    command: (request, principal) => show.command(request, principal),
    udpHost,
    takesFolder: join(folder, 'takes'),
    recorder: recorded.recorder,
    standing: store.standing,
    log,
  });
  const { cameras, devices } = tracking;
  const discovery = new Discovery({
    factories: deviceFactories.values(),
    host: udpHost,
    interfaces: networkInterfaces,
    ports: machinePorts(),
    show: () => engine.state.show,
    heard: () => devices.subjects(),
    nowMs: () => performance.now(),
  });
  const services: Services = {
    show,
    status: new EngineStatusService(nowMs, cameras, devices, outputs, house),
    discovery,
    captures: new Captures(outputs),
    assets,
    takes: recorded.store,
    recorder: recorded,
    backdrops,
    readers: remote.readers,
    models,
    build: readBuildId(distDir),
  };
  const { server, allowUpgrade } = createHttpServer({
    services,
    access: access.policy,
    distDir,
    tls: access.tls,
    log,
  });
  const realtime = attachRealtime(server, posePlane, {
    engine,
    show,
    status: services.status,
    recorder: recorded,
    outputs,
    build: services.build,
    allowUpgrade,
    log,
  });
  const port = await listen(server, httpHost(config), config.port);
  drawer.serve(bakeAddress(access, port));
  for (const watched of folders) watched.start();
  realtime.start();
  await recorded.open();
  await tracking.start();
  // What a crew has put there is judged before anybody asks.
  void models.report();
  void assets.scan().catch((err: unknown) => log.warn({ err }, 'assets/ could not be read.'));
  const stopBeating = beat({ store, tracking, house, outputs, log });
  return {
    port,
    access,
    showName: engine.state.show.name,
    stop: async () => {
      stopBeating();
      takes.stop();
      await Promise.all(folders.map((watched) => watched.stop()));
      await backdrops.stop();
      await drawer.stop();
      await recorded.stop();
      await tracking.stop();
      await discovery.stop();
      await store.heartbeat(tracking.standing());
      await realtime.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const poseIsOf = (device: DeviceEntry | undefined) => (device ? defaultPoseIs(device) : 'tracker');
