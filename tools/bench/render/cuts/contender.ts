/** A system with several wall pages that can be told to cut. */
export interface CutContender {
  name: string;
  /** Addresses of its pages. */
  urls: readonly string[];
  /** Waits until the pages just opened can be told to cut. */
  ready(): Promise<void>;
  /** Tells what comes next, where the system has a way to. */
  prepare(environment: string): Promise<void>;
  cut(environment: string): Promise<void>;
  close(): Promise<void>;
}
