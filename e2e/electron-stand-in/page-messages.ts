import type { KeyPress } from './accelerator.ts';
import { runningChromium } from './chromium.ts';
import { noteCopied } from './clipboard.ts';
import { ElectronEvent } from './electron-event.ts';
import { ipcMain } from './ipc-main.ts';
import { mainCodec } from './main-codec.ts';
import { pressInMenu } from './menu.ts';
import type { UpMessage } from './page/isolated-world.ts';
import type { WebContents } from './web-contents.ts';

type BrowserPermission =
  | 'notifications'
  | 'microphone'
  | 'camera'
  | 'geolocation'
  | 'clipboard-read'
  | 'display-capture';

/** Electron's names of permissions, with Chromium's. */
const permissions: Record<string, BrowserPermission[]> = {
  notifications: ['notifications'],
  media: ['microphone', 'camera'],
  geolocation: ['geolocation'],
  'clipboard-read': ['clipboard-read'],
  'display-capture': ['display-capture'],
};

/** Does what a message from a window's page asks for. */
export async function receiveMessage(contents: WebContents, message: UpMessage): Promise<void> {
  switch (message.kind) {
    case 'invoke':
      await answerInvoke(contents, message);
      break;
    case 'send':
      ipcMain.emit(message.channel, ipcEvent(contents), ...message.values.map(mainCodec.decode));
      break;
    case 'preload-error': {
      const error = Object.assign(new Error(message.message), { stack: message.stack });
      contents.emit('preload-error', new ElectronEvent(), message.file, error);
      break;
    }
    case 'host':
      await actAsHost(contents, message.operation, message.values);
      break;
  }
}

function ipcEvent(contents: WebContents): object {
  return Object.assign(new ElectronEvent(), {
    type: 'frame',
    sender: contents,
    senderFrame: contents.mainFrame,
    frameId: 1,
    processId: contents.id,
    ports: [],
    reply: (channel: string, ...values: unknown[]) => contents.send(channel, ...values),
  });
}

async function answerInvoke(
  contents: WebContents,
  { id, channel, values }: Extract<UpMessage, { kind: 'invoke' }>,
): Promise<void> {
  const asked = contents.page.contextId;
  const handler = ipcMain.handlerOf(channel);
  const refuse = (error: unknown) =>
    ({
      kind: 'refusal',
      id,
      message: `Error invoking remote method '${channel}': ${error}`,
    }) as const;
  let answer: Parameters<typeof contents.page.post>[0];
  if (!handler) answer = refuse(new Error(`No handler registered for '${channel}'`));
  else {
    try {
      const value = await handler(ipcEvent(contents), ...values.map(mainCodec.decode));
      answer = { kind: 'reply', id, value: mainCodec.encode(value) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      answer = refuse(error);
    }
  }
  // The page may have been reloaded meanwhile; the new one has asked nothing.
  if (asked === contents.page.contextId && !contents.isDestroyed()) contents.page.post(answer);
}

async function actAsHost(
  contents: WebContents,
  operation: string,
  [first, second, third]: unknown[],
): Promise<void> {
  switch (operation) {
    case 'close':
      contents.close();
      break;
    case 'open':
      contents.openWindow(String(first), String(second), third ? [String(third)] : []);
      break;
    case 'copied':
      noteCopied(String(first));
      break;
    case 'key':
      pressInMenu(first as KeyPress, contents.window);
      break;
    case 'context-menu': {
      const place = first as object;
      const parameters = { ...place, pageURL: contents.getURL(), frame: contents.mainFrame };
      contents.emit('context-menu', new ElectronEvent(), parameters);
      break;
    }
    case 'permission':
      await decidePermission(contents, first, String(second));
      break;
  }
}

/** Asks the app, sets its answer in Chromium, and only then lets the page make its call. */
async function decidePermission(contents: WebContents, question: unknown, permission: string): Promise<void> {
  const { session, page } = contents;
  const allowed = await session.decidePermission(contents, permission, contents.getURL());
  const setting = allowed ? 'granted' : 'denied';
  const { origin } = new URL(contents.webAddress);
  for (const name of permissions[permission] ?? [])
    await runningChromium()?.pipe.send('Browser.setPermission', {
      permission: { name },
      setting,
      origin,
    });
  page.post({ kind: 'host', values: ['permission', question, allowed] });
}
