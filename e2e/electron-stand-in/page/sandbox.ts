/** What the page's side must be told by main, once per window. */
export type SandboxEnvironment = {
  process: Record<string, unknown>;
  /** Pattern of mapped addresses, see address-mapping.ts; null when the app has no scheme of its own. */
  webAddressPattern: string | null;
};

/** The few things a sandboxed preload gets: `require` of a handful of names, `process`, timers, and `location`. */
export function createSandbox(
  environment: SandboxEnvironment,
  ipcRenderer: object,
  expose: (name: string, value: unknown) => void,
) {
  const missing = (name: string): never => {
    throw new Error(`electron stand-in: ${name} is not implemented`);
  };

  // A synchronous question to main, which cannot be a request: the thread that must answer would wait for it.
  // The debugger statement stops this thread; main, attached as the debugger, finds this frame by the function's
  // name, reads `file`, assigns `answer` and lets it run on (synchronous-questions.ts).
  function standinPathOfFile(file: File): string {
    let answer: string | undefined;
    // biome-ignore lint/suspicious/noDebugger: the statement is the mechanism, see above
    debugger;
    if (answer === undefined) throw new Error(`electron stand-in: no path told for ${file.name}`);
    return answer;
  }

  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld(name: unknown, value: unknown): void {
        if (typeof name !== 'string') throw new TypeError('key must be a string');
        expose(name, value);
      },
      exposeInIsolatedWorld: () => missing('contextBridge.exposeInIsolatedWorld'),
      executeInMainWorld: () => missing('contextBridge.executeInMainWorld'),
    },
    webUtils: {
      getPathForFile(file: unknown): string {
        if (!(file instanceof File)) throw new TypeError('Argument must be a File');
        return standinPathOfFile(file);
      },
    },
    webFrame: new Proxy(
      {},
      { get: (_, key) => (typeof key === 'string' ? missing(`webFrame.${key}`) : undefined) },
    ),
  };

  const timers = {
    setTimeout: setTimeout.bind(window),
    setInterval: setInterval.bind(window),
    clearTimeout: clearTimeout.bind(window),
    clearInterval: clearInterval.bind(window),
    setImmediate: (callback: () => void) => setTimeout(callback, 0),
    clearImmediate: (handle: number) => clearTimeout(handle),
  };
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    timers,
    url: { URL, URLSearchParams },
  };
  const require = (name: string): unknown => {
    const known = name.replace(/^node:/, '');
    if (known in modules) return modules[known];
    if (known === 'events') missing("require('events') in a preload");
    throw new Error(`module not found: ${name}`);
  };

  return {
    require,
    process: environment.process,
    timers,
    location: mapLocation(environment.webAddressPattern),
  };
}

/** `location` as Electron would show it; that of the page itself cannot be changed. */
function mapLocation(webAddressPattern: string | null): Location {
  const real = window.location;
  if (webAddressPattern === null) return real;
  const pattern = new RegExp(webAddressPattern, 'i');
  return new Proxy(real, {
    get(_, key) {
      const mapped = new URL(real.href.replace(pattern, '$2://$1'));
      if (key === 'href') return mapped.href;
      if (key === 'origin') return `${mapped.protocol}//${mapped.host}`;
      if (key === 'protocol' || key === 'host' || key === 'hostname' || key === 'port') return mapped[key];
      const value: unknown = Reflect.get(real, key);
      return typeof value === 'function' ? value.bind(real) : value;
    },
    set: (_, key, value) => Reflect.set(real, key, value),
  });
}
