/**
 * Lets the page draw a frame in the middle of a long load. A message, not a timer: timers of a
 * hidden page fire once a second.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
