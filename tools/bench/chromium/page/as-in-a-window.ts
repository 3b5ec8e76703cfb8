// The package timesync looks for a window before it works without node: a Worker has to seem one.
Object.assign(globalThis, { window: globalThis, document: {} });

export {};
