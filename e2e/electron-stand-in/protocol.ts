import type { CustomScheme } from 'electron';
import { mapSchemes } from './address-mapping.ts';
import { notImplemented } from './not-implemented.ts';

/** Answers a request for an address of a registered scheme, as the app gave it to `protocol.handle`. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, SchemeHandler | null>();
let tooLate = false;

/** Electron's `protocol`, for schemes that are registered as privileged. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (tooLate) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) handlers.set(scheme, null);
    mapSchemes([...handlers.keys()]);
  },

  handle(scheme: string, handler: SchemeHandler): void {
    const known = handlers.get(scheme);
    if (known === undefined)
      notImplemented(`protocol.handle('${scheme}') for a scheme that is not privileged`);
    if (known !== null) throw new Error('The scheme has been registered');
    handlers.set(scheme, handler);
  },
};

/** The handler of a scheme; undefined when the app has set none. */
export function schemeHandler(scheme: string): SchemeHandler | undefined {
  return handlers.get(scheme) ?? undefined;
}

/** From now on no scheme can be added, as in Electron once the app is ready. */
export function closeSchemes(): void {
  tooLate = true;
}
