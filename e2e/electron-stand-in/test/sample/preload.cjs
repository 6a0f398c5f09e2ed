const { contextBridge, ipcRenderer, webUtils } = require('electron');

const early = [];
ipcRenderer.on('early', (_event, value) => early.push(value));

contextBridge.exposeInMainWorld('sample', {
  address: location.href,
  origin: location.origin,
  early: () => early,
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  withoutHandler: () => ipcRenderer.invoke('nobody'),
  sumInWorker: (numbers) => ipcRenderer.invoke('sum-in-worker', numbers),
  choose: () => ipcRenderer.invoke('choose'),
  copy: (text) => ipcRenderer.invoke('copy', text),
  ping: (value) => ipcRenderer.send('ping', value),
  onPong(listener) {
    const heard = (_event, value) => listener(value);
    ipcRenderer.on('pong', heard);
    return () => ipcRenderer.off('pong', heard);
  },
  onTheme(listener) {
    ipcRenderer.on('theme', (_event, isDark) => listener(isDark));
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  drop: async (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file));
    return { paths, sizes: await ipcRenderer.invoke('sizes', paths) };
  },
  add: (first, second) => first + second,
  apply: (values, change) => values.map((value) => change(value)),
  later: async (question) => (await question(2)) * 10,
  throws() {
    throw new RangeError('from the preload');
  },
  requireFs() {
    require('node:fs');
  },
  nested: { deep: { number: 1 } },
});
