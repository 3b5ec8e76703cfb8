import { register } from 'node:module';

// Loaded into a server and its children before their own code: `node-hid` is the stand-in beside this file.

const standIn = new URL('./stand-in.ts', import.meta.url).href;
const hooks = `export const resolve = (specifier, context, next) =>
  next(specifier === 'node-hid' ? ${JSON.stringify(standIn)} : specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
