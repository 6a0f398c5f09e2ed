import type { CdpSession } from './cdp-pipe.ts';
import type { Protocol } from './cdp-protocol.ts';

/**
 * Answers `webUtils.getPathForFile`, for which the page's thread has stopped at a debugger statement (sandbox.ts):
 * the real path of a dropped or chosen file, '' for one made in memory. Any other stop is let go at once.
 */
export async function answerFileQuestion(
  session: CdpSession,
  { callFrames }: Protocol.Debugger.pausedPayload,
): Promise<void> {
  const frame = callFrames[0];
  try {
    if (frame?.functionName !== 'standinPathOfFile') return;
    const { callFrameId } = frame;
    const { result } = await session.send('Debugger.evaluateOnCallFrame', {
      callFrameId,
      expression: 'file',
      silent: true,
    });
    if (result.objectId === undefined) return;
    const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId });
    await session.send('Debugger.evaluateOnCallFrame', {
      callFrameId,
      expression: `answer = ${JSON.stringify(path)}`,
      silent: true,
    });
  } catch (error) {
    console.error('electron stand-in:', error); // the page then throws that it got no answer
  } finally {
    await session.attempt('Debugger.resume');
  }
}
