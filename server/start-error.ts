/** Why the server cannot start, said so that the reader knows what to do. */
export class StartError extends Error {}
