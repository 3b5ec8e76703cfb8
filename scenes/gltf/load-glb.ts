import { LoadingManager } from 'three';
import { type GLTF, GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { glbLimits, inspectGlb, isEmbedded } from './glb-guard.ts';

async function fetchGlb(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} cannot be loaded: the server says ${response.status}`);
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > glbLimits.fileBytes) {
    throw new Error(`${url} cannot be used: it has over ${glbLimits.fileBytes} bytes`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

/** The guard has read the file already; this holds even if the loader finds an address it did not. */
function createClosedLoader(): GLTFLoader {
  const manager = new LoadingManager();
  manager.setURLModifier((address) => {
    if (!isEmbedded(address))
      throw new Error(`it refers to another file (${address.slice(0, 80)})`);
    return address;
  });
  return new GLTFLoader(manager);
}

/**
 * Fetches and parses a .glb, and nothing else: one that refers to other files, needs an unknown
 * decoder, is damaged or too large rejects with a message for the operator.
 */
export async function loadGlb(url: string): Promise<GLTF> {
  const bytes = await fetchGlb(url);
  const verdict = inspectGlb(bytes);
  if (!verdict.ok) throw new Error(`${url} cannot be used: ${verdict.fault}`);
  const loader = createClosedLoader();
  try {
    return await loader.parseAsync(bytes.buffer, '');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${url} cannot be used: ${reason}`, { cause });
  }
}
