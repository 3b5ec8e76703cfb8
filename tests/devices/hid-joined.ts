import { EventEmitter } from 'node:events';
import type { HidBackend } from '../../devices/hid/backend.ts';
import { HidHost } from '../../devices/hid/host/hid-host.ts';
import type { NodeHid, NodeHidDevice } from '../../devices/hid/host/node-hid.ts';
import { NativeHidBackend } from '../../devices/hid/native-backend.ts';
import type { NativeListener } from '../../devices/native/native-process.ts';
import { ManualTime, settled } from './hid-fake.ts';

/** A device as node-hid has it; it can be told to fail. */
export class NodeDevice extends EventEmitter implements NodeHidDevice {
  readonly calls: string[] = [];
  fails = false;

  async #call(name: string, bytes?: Buffer): Promise<number> {
    await settled();
    this.calls.push(bytes ? `${name} ${bytes.toString('hex')}` : name);
    if (this.fails) throw new Error('could not write');
    return 0;
  }

  write(bytes: Buffer): Promise<number> {
    return this.#call('write', bytes);
  }

  sendFeatureReport(bytes: Buffer): Promise<number> {
    return this.#call('feature', bytes);
  }

  close(): Promise<number> {
    return this.#call('close');
  }
}

const listed = {
  vendorId: 0x256f,
  productId: 0xc635,
  path: '/dev/hidraw0',
  serialNumber: undefined,
  product: 'SpaceMouse Compact',
  release: 1077,
  interface: 0,
  usagePage: 1,
  usage: 8,
};

/** The server's side and the library's side with nothing but function calls between them. */
export function joined(hid: Partial<NodeHid> & { loadFault?: Error; access?: string } = {}) {
  const time = new ManualTime();
  const opened: NodeDevice[] = [];
  const nodeHid: NodeHid = {
    devicesAsync: async () => [listed],
    HIDAsync: {
      open: async () => {
        const device = new NodeDevice();
        opened.push(device);
        return device;
      },
    },
    ...hid,
  };
  let listener: NativeListener | undefined;
  const restarts: string[] = [];
  const host = new HidHost({
    load: async () => {
      if (hid.loadFault) throw hid.loadFault;
      return nodeHid;
    },
    accessCode: async () => hid.access ?? '',
    send: (saying) => listener?.message(structuredClone(saying)),
  });
  const backend = new NativeHidBackend({
    after: time.after,
    keep: (on) => {
      listener = on;
      return {
        send: (message) => {
          void host.take(structuredClone(message));
          return true;
        },
        restart: (reason) => {
          restarts.push(reason);
          on.ended(reason);
        },
        close: async () => {},
      };
    },
  });
  return { backend, opened, time, restarts, crash: (reason: string) => listener?.ended(reason) };
}

/** What a listener of an open device hears. */
export function hearing() {
  const reports: string[] = [];
  const errors: string[] = [];
  const on = {
    data: (report: Uint8Array) => reports.push(Buffer.from(report).toString('hex')),
    error: (reason: string) => errors.push(reason),
  };
  return { reports, errors, on };
}

export async function openOne(backend: HidBackend, on: ReturnType<typeof hearing>['on']) {
  const opened = await backend.open('/dev/hidraw0', on);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return opened.value;
}
