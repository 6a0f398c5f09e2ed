/** The first argument of an Electron event: a listener may keep the default from happening. */
export class ElectronEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
