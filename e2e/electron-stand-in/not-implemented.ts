/** Fails for a part of Electron that the stand-in leaves out, in words a failing test shows as they are. */
export function notImplemented(name: string): never {
  throw new Error(`electron stand-in: ${name} is not implemented`);
}

/**
 * Gives `target` a method for every name of Electron's interface that it lacks.
 * The method fails when called, not when it is read, so that destructuring Electron stays harmless.
 */
export function guardMissing(target: object, shownName: string, methodNames: Iterable<string>): void {
  for (const method of methodNames) {
    if (method in target) continue;
    Object.defineProperty(target, method, {
      configurable: true,
      writable: true,
      value: () => notImplemented(`${shownName}.${method}`),
    });
  }
}

// Names that JavaScript itself, promises and test drivers look up on any value.
const harmless = new Set(['then', 'toJSON', 'prototype', 'name', 'length', 'constructor', 'inspect']);

/** Stands for a whole module or class of Electron that is left out: fails once it is used in any way. */
export function missingModule(name: string): unknown {
  return new Proxy(function missing() {}, {
    apply: () => notImplemented(name),
    construct: () => notImplemented(name),
    get: (target, key) =>
      typeof key === 'symbol' || harmless.has(key)
        ? Reflect.get(target, key)
        : notImplemented(`${name}.${key}`),
  });
}
