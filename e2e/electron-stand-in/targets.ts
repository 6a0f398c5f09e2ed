import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { CdpPipe, CdpSession } from './cdp-pipe.ts';

/** The page behind a target of Chromium's, as far as Chromium's news concern it. */
export type TargetOwner = {
  titleChanged(title: string): void;
  gone(): void;
  /** The test driver itself is sending the page somewhere. */
  driverNavigates(): void;
};

/** The pages of the running Chromium. */
export type Targets = {
  /** Opens a window; its page is paused before its first script. */
  create(bounds: {
    width: number;
    height: number;
    x?: number | undefined;
    y?: number | undefined;
  }): Promise<{ targetId: string; session: CdpSession }>;
  claim(targetId: string, owner: TargetOwner): void;
  ownerOf(targetId: string): TargetOwner | undefined;
  /** Whether the target is one of the app's windows; waits until it is claimed or closed, within limits. */
  whenClaimed(targetId: string): Promise<boolean>;
};

/** Long enough for a busy machine: until it is over, the test driver hears nothing else. */
const claimTimeoutMs = 10_000;

/** Beginning of the address with which a window on a display is born; DevTools' own are born with about:blank. */
export const blankAddress = 'data:text/html,electron-stand-in-';

/**
 * Follows Chromium's page targets. Every page is born paused. The app's own get their scripts before they run; one
 * that a page has opened is closed before its first request.
 * `appWindow` is the command that opens a window without tabs in the running Chromium; null off-screen.
 */
export async function followTargets(pipe: CdpPipe, appWindow: string[] | null): Promise<Targets> {
  const owners = new Map<string, TargetOwner>();
  const claims = new Map<string, PromiseWithResolvers<boolean>>();
  const born = new Map<string, PromiseWithResolvers<CdpSession>>();
  const byAddress = new Map<string, PromiseWithResolvers<string>>();

  pipe.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
    const { targetId, openerId, url } = targetInfo;
    if (openerId !== undefined) void pipe.attempt('Target.closeTarget', { targetId });
    else {
      entry(born, targetId).resolve(pipe.page(sessionId));
      byAddress.get(url)?.resolve(targetId);
    }
  });
  pipe.on('Target.targetInfoChanged', ({ targetInfo: { targetId, title, url } }) => {
    byAddress.get(url)?.resolve(targetId);
    // Until a page has a title, Chromium shows its address.
    if (!/^(?:http:\/\/)?\S*\.localhost/.test(title)) owners.get(targetId)?.titleChanged(title);
  });
  pipe.on('Target.targetDestroyed', ({ targetId }) => {
    owners.get(targetId)?.gone();
    owners.delete(targetId);
    born.delete(targetId);
    entry(claims, targetId).resolve(false); // whoever still asks, and whoever asks later
  });
  await pipe.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page', exclude: false }],
  });
  await pipe.send('Target.setDiscoverTargets', { discover: true });

  async function createHeadless(bounds: Parameters<Targets['create']>[0]): Promise<string> {
    const { width, height, x, y } = bounds;
    const place = x === undefined || y === undefined ? {} : { left: x, top: y };
    const created = await pipe.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
      ...place,
    });
    return created.targetId;
  }

  /**
   * DevTools opens windows with tabs only. A second start of Chromium on the profile opens one without, and, as a
   * test, without the bar that warns of unusual flags.
   */
  async function createAppWindow([executable = '', ...flags]: string[]): Promise<string> {
    const address = `${blankAddress}${randomUUID()}`;
    const found = entry(byAddress, address);
    spawn(executable, [...flags, '--no-sandbox', '--test-type', `--app=${address}`], { stdio: 'ignore' });
    const targetId = await found.promise;
    byAddress.delete(address);
    return targetId;
  }

  return {
    async create(bounds) {
      const targetId = await (appWindow ? createAppWindow(appWindow) : createHeadless(bounds));
      return { targetId, session: await entry(born, targetId).promise };
    },
    claim(targetId, owner) {
      owners.set(targetId, owner);
      entry(claims, targetId).resolve(true);
    },
    ownerOf: (targetId) => owners.get(targetId),
    whenClaimed(targetId) {
      const claim = entry(claims, targetId);
      setTimeout(() => claim.resolve(false), claimTimeoutMs).unref();
      return claim.promise;
    },
  };
}

function entry<T>(map: Map<string, PromiseWithResolvers<T>>, key: string): PromiseWithResolvers<T> {
  const known = map.get(key) ?? Promise.withResolvers<T>();
  map.set(key, known);
  return known;
}
