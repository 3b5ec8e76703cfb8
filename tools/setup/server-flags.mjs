/**
 * How Node runs the server. V8 compacts the whole heap at one go when little is allocated, which it takes for
 * idleness: 35 MB take 25 to 30 ms, more than a frame at 60 Hz. Without its memory reducer a collection takes 4.
 */
export const serverFlags = ['--no-memory-reducer'];
