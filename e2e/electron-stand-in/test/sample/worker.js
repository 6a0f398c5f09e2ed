import { parentPort, workerData } from 'node:worker_threads';

const sum = workerData.reduce((total, number) => total + number, 0);
// Worker threads have no Electron.
const electron = await import('electron/main').then(
  () => 'there',
  () => 'none',
);
parentPort.postMessage({ sum, electron });
