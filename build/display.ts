import { spawn } from 'node:child_process';
import { stop } from './console.ts';

/** Whether windows can be seen. Only Linux can be without. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts an X server that nobody sees, for real Electron, which cannot do without one. Returns the value for DISPLAY.
 * It ends with this process.
 */
export async function startVirtualDisplay(): Promise<string> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const failed = new Promise<never>((_, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });
  const number = new Promise<string>((resolve) => {
    server.stdio[3]?.once('data', (data: Buffer) => {
      server.stdio[3]?.destroy();
      resolve(data.toString('utf8').trim());
    });
  });
  server.unref();
  process.on('exit', () => server.kill());
  try {
    return `:${await Promise.race([number, failed])}`;
  } catch (error) {
    stop(
      `Without a display Electron needs Xvfb (${error instanceof Error ? error.message : error}). Install it: sudo apt-get install -y xvfb`,
    );
  }
}
