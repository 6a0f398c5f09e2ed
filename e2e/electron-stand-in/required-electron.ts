import { electron } from './electron-module.ts';

// The name under which require() hands out a value in place of an ES module's namespace (Node 23 and later).
export { electron as 'module.exports' };
