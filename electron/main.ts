/** What starts first. Nothing but this may stand here: all that the app is lies behind, in desktop.ts. */
await import('./desktop.ts');
