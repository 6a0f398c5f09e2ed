/** Electron's `app.commandLine`: switches for Chromium. */
export class CommandLine {
  readonly switches = new Map<string, string>();

  appendSwitch(name: string, value: unknown = ''): void {
    const text = String(value);
    const before = this.switches.get(name);
    // Lists of features are joined: the loader of a test and the app may both set them.
    const isList = name === 'enable-features' || name === 'disable-features';
    this.switches.set(name, isList && before ? `${before},${text}` : text);
  }

  appendArgument(): void {}

  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? '';
  }

  removeSwitch(name: string): void {
    this.switches.delete(name);
  }
}
