declare module 'timesync' {
  interface TimeSync {
    offset: number;
    send: (to: string, data: object) => Promise<void>;
    receive(from: string, data: unknown): void;
  }
  export function create(options: {
    server: string;
    interval: number;
    delay: number;
    now: () => number;
  }): TimeSync;
}

declare module '@ircam/sync/client' {
  /** Times in seconds. */
  class SyncClient {
    constructor(
      getTime: () => number,
      options: { pingSeriesPeriod: number; pingSeriesDelay: { min: number; max: number } },
    );
    start(
      send: (id: number, clientPingTime: number) => void,
      receive: (
        take: (id: number, clientPing: number, serverPing: number, serverPong: number) => void,
      ) => void,
      report: (report: { status: string }) => void,
    ): void;
    getSyncTime(localTime: number): number;
  }
  /** A CommonJS module that means to be another. */
  const commonJs: { default: typeof SyncClient };
  export default commonJs;
}
