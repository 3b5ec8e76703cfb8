import { ClockEstimate } from '../time/clock-estimate.ts';
import { ShowMap } from '../time/show-map.ts';
import { ackBytes, decodePong, encodeAck, encodePing, pingBytes } from './clock-messages.ts';
import {
  createFrameHeader,
  decodeFrameHeader,
  type FrameHeader,
  frameHeaderBytes,
} from './frame-packet.ts';
import { messageType, wireVersion } from './message-type.ts';

/** What a client of the pose plane does with what it hears. */
export interface PoseSink {
  /** A whole frame packet, heard at a local time; the bytes are the sink's. */
  frame(k: number, packet: ArrayBuffer, receivedMs: number): void;
  /** The line from local to show time has moved. */
  clock(line: ShowLine): void;
}

/** Show time at a local time: `showMs` at `localMs`, going on at `rate`. */
export interface ShowLine {
  localMs: number;
  showMs: number;
  rate: number;
}

/** On a busy machine a good exchange is rare: a page asks often until it must have had one. */
const burst = { count: 20, everyMs: 25 };
const join = { count: 120, everyMs: 80 };
const steadyMs = 300;
/** Half of the server's window of 8: more often costs the server a tenth of its work. */
const ackEvery = 4;
/** A way is counted with this at least, ms: one that was short so far may take longer next time. */
const leastWayMs = 5;

/**
 * A client's side of the pose plane, without socket or timer: what to answer, what to keep, and show
 * time from the exchanges. Packets of an older epoch, or older than what was heard, are dropped.
 */
export class PoseSession {
  readonly clock = new ClockEstimate();
  readonly line: ShowLine = { localMs: 0, showMs: Number.NaN, rate: 1 };
  /** How long after its own time the client latches a frame, ms; NaN where it latches none, or does not know. */
  latchWaitMs = Number.NaN;
  readonly #sink: PoseSink;
  readonly #map = new ShowMap();
  readonly #header = createFrameHeader();
  readonly #ping = new DataView(new ArrayBuffer(pingBytes));
  readonly #ack = new DataView(new ArrayBuffer(ackBytes));
  #pings = 0;
  #sinceAck = 0;
  #neededLeadMs = Number.NaN;
  #epoch = 0;
  /** Whether this connection's server has answered: another one may stand on another clock. */
  #isAnswered = false;

  constructor(sink: PoseSink) {
    this.#sink = sink;
  }

  /** A connection stands: the clock is asked often at first. */
  opened(): void {
    this.#pings = 0;
    this.#sinceAck = 0;
    this.#isAnswered = false;
  }

  /** The next ping, to be sent at this local time. */
  ping(localMs: number): DataView<ArrayBuffer> {
    this.#pings += 1;
    encodePing(this.#ping, localMs);
    return this.#ping;
  }

  /** Until the ping after the one just made. */
  get nextPingMs(): number {
    if (this.#pings < burst.count) return burst.everyMs;
    return this.#pings < join.count ? join.everyMs : steadyMs;
  }

  /** Takes a message in; returns what is to be answered, if anything. */
  receive(data: ArrayBuffer, receivedMs: number): DataView<ArrayBuffer> | undefined {
    const view = new DataView(data);
    if (view.byteLength < 8 || view.getUint8(1) !== wireVersion) return undefined;
    const type = view.getUint8(0);
    if (type === messageType.pong) this.#pong(view, receivedMs);
    if (type !== messageType.frame || view.byteLength < frameHeaderBytes) return undefined;
    return this.#frame(view, data, receivedMs);
  }

  /** Moves the line on to a local time: due now and then while nothing is heard, so that a slew ends. */
  refresh(localMs: number): void {
    if (!this.clock.isKnown || !this.#map.isKnown) return;
    const { line } = this;
    line.localMs = localMs;
    line.showMs = this.#map.showTimeMs(localMs + this.clock.offsetMs(localMs));
    line.rate = this.#map.rate * (1 + this.clock.skew);
    this.#sink.clock(line);
  }

  #pong(view: DataView, clientReceivedMs: number): void {
    const pong = decodePong(view);
    if (!pong) return;
    this.#isAnswered = true;
    this.clock.add({ ...pong, clientReceivedMs });
    this.#map.set(pong.serverSentMs, pong.showMs, pong.rateOffset);
    this.refresh(clientReceivedMs);
  }

  /** A packet says where show time lies on the server's clock: worth nothing until that clock is known. */
  #follow({ sentServerMs, sentMs, rateOffset }: FrameHeader, receivedMs: number): void {
    if (!this.#isAnswered) return;
    const { rate } = this.#map;
    this.#map.set(sentServerMs, sentMs, rateOffset);
    if (this.#map.rate !== rate) this.refresh(receivedMs);
  }

  #frame(view: DataView, data: ArrayBuffer, receivedMs: number): DataView<ArrayBuffer> | undefined {
    const header = this.#header;
    decodeFrameHeader(view, header);
    if (header.epoch < this.#epoch) return undefined;
    this.#epoch = header.epoch;
    this.#follow(header, receivedMs);
    this.#account(header, receivedMs);
    // Read before: the sink may hand the bytes over for good, and nothing can be read from them then.
    this.#sink.frame(header.k, data, receivedMs);
    if (++this.#sinceAck < ackEvery) return undefined;
    this.#sinceAck = 0;
    encodeAck(this.#ack, header.sequence, this.#neededLeadMs);
    this.#neededLeadMs = Number.NaN;
    return this.#ack;
  }

  /** How long before its time the packet had to be sent to be here at the latch, by show time as it is known here. */
  #account({ sentMs }: FrameHeader, receivedMs: number): void {
    const { localMs, showMs, rate } = this.line;
    const wayMs = showMs + (receivedMs - localMs) * rate - sentMs;
    const neededMs = Math.max(leastWayMs, wayMs) - this.latchWaitMs;
    if (!(neededMs <= this.#neededLeadMs)) this.#neededLeadMs = neededMs;
  }
}
