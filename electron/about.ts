import { join } from 'node:path';
import { app } from 'electron/main';

/** Fills the panel "About Postil": what it is, which version, and what it stands on. */
export function describeApp(): void {
  const { electron, chrome, node, v8 } = process.versions;
  const standsOn = `Electron ${electron}, Chromium ${chrome}, Node ${node}, V8 ${v8}`;
  const licences = 'MIT licence. Those of all that it stands on: Help > Licences.';
  app.setAboutPanelOptions({
    applicationName: 'Postil',
    applicationVersion: app.getVersion(),
    version: electron,
    // Linux shows no credits, but any text here.
    copyright:
      process.platform === 'linux'
        ? `© the Postil contributors\n${licences}\n${standsOn}`
        : '© the Postil contributors',
    credits: `${licences}\n${standsOn}`,
    ...(app.isPackaged ? { iconPath: join(process.resourcesPath, 'icon.png') } : {}),
  });
}

/** The file with the licences of all that is in the package. */
export function licencesFile(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'licences.txt')
    : join(app.getAppPath(), 'out', 'licences.txt');
}
