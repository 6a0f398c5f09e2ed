import { randomUUID } from 'node:crypto';
import { toAppAddresses, toWebAddresses } from './address-mapping.ts';
import { blankAddress, type Targets } from './targets.ts';
import { type ServerSocket, serveWebSockets } from './web-socket-server.ts';

type Message = {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: { sessionId?: string; targetInfo?: { targetId: string; type: string } };
  result?: { frameTree?: { frame: { url: string } } };
};

/**
 * Stands between a test driver and Chromium: maps addresses in every message, and hides what real Electron would not
 * show. Returns the address to connect to.
 */
export async function startDriverProxy(chromiumAddress: string, targets: Targets): Promise<string> {
  const port = await serveWebSockets((socket) => forward(socket, chromiumAddress, targets));
  return `ws://127.0.0.1:${port}/devtools/browser/${randomUUID()}`;
}

function forward(driver: ServerSocket, chromiumAddress: string, targets: Targets): void {
  const chromium = new WebSocket(chromiumAddress);
  const early: string[] = [];
  const targetOfSession = new Map<string, string>();
  const frameTreeQuestions = new Set<number>();
  const ownQuestions = new Set<number>();
  let lastOwn = 0; // own ids are negative, the driver's are not

  const toChromium = (text: string): void => {
    if (chromium.readyState === WebSocket.OPEN) chromium.send(text);
    else early.push(text);
  };
  chromium.addEventListener('open', () => {
    for (const text of early.splice(0)) chromium.send(text);
  });
  chromium.addEventListener('close', () => driver.close());
  driver.onClose = () => chromium.close();

  driver.onText = (text) => {
    // Parsing every message would be slow: text is searched first.
    if (/"Page\.(?:getFrameTree|navigate|navigateToHistoryEntry|reload)"/.test(text)) {
      const message: Message = JSON.parse(text);
      const session = message.sessionId ?? '';
      if (message.method === 'Page.getFrameTree') frameTreeQuestions.add(message.id ?? 0);
      else targets.ownerOf(targetOfSession.get(session) ?? '')?.driverNavigates();
    }
    toChromium(toWebAddresses(text));
  };

  // One message after the other, though an announcement may have to wait for its verdict.
  let queue: Promise<void> | null = null;
  chromium.addEventListener('message', ({ data }) => {
    const text = String(data);
    if (!queue && !isAnnouncement(text)) {
      pass(text);
      return;
    }
    const turn: Promise<void> = (queue ?? Promise.resolve()).then(() =>
      isAnnouncement(text) ? announce(text) : pass(text),
    );
    queue = turn;
    turn.then(() => {
      if (queue === turn) queue = null;
    });
  });

  function pass(text: string): void {
    if (text.startsWith('{"id":')) {
      const id = Number.parseInt(text.slice('{"id":'.length), 10);
      if (ownQuestions.delete(id)) return;
      if (frameTreeQuestions.delete(id)) {
        driver.send(toAppAddresses(hideBlankPage(text)));
        return;
      }
    }
    // Playwright would accept it, but whether a window closes is the app's to say.
    const isUnloadQuestion =
      text.startsWith('{"method":"Page.javascriptDialog') && text.includes('"beforeunload"');
    const isBlank = text.startsWith('{"method":"Page.frameNavigated"') && text.includes(blankAddress);
    if (!isUnloadQuestion && !isBlank) driver.send(toAppAddresses(text));
  }

  /** A page that is none of the app's windows is let go, and the driver never hears of it. */
  async function announce(text: string): Promise<void> {
    const message: Message = JSON.parse(text);
    const { sessionId = '', targetInfo } = message.params ?? {};
    targetOfSession.set(sessionId, targetInfo?.targetId ?? '');
    const isPage = targetInfo?.type === 'page' && message.sessionId === undefined;
    if (!isPage || (await targets.whenClaimed(targetInfo.targetId))) {
      pass(text);
      return;
    }
    ask({ method: 'Runtime.runIfWaitingForDebugger', sessionId });
    ask({ method: 'Target.detachFromTarget', params: { sessionId } });
  }

  function ask(question: object): void {
    lastOwn -= 1;
    ownQuestions.add(lastOwn);
    toChromium(JSON.stringify({ id: lastOwn, ...question }));
  }
}

/**
 * Electron's new window has no address, and Playwright waits for its first; a blank page would end the wait. It is
 * hidden even when the window has moved on by now: that news is still on its way to the driver, behind this answer.
 */
function hideBlankPage(text: string): string {
  const message: Message = JSON.parse(text);
  const frame = message.result?.frameTree?.frame;
  if (!frame || !(frame.url === 'about:blank' || frame.url.startsWith(blankAddress))) return text;
  frame.url = ':';
  return JSON.stringify(message);
}

function isAnnouncement(text: string): boolean {
  return text.startsWith('{"method":"Target.attachedToTarget"');
}
