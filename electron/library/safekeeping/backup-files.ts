/** The folder of backups: what its files are called, and which of them are kept. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BACKUP_ENDING, BACKUP_REASONS, type BackupReason } from '../../../shared/backup.ts';

/** Where the backups of a library lie. */
export function backupFolder(folder: string): string {
  return join(resolve(folder), 'backups');
}

/** What the name of a backup says. */
export interface BackupName {
  readonly file: string;
  readonly madeMs: number;
  readonly reason: BackupReason;
}

const NAME = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d{3})Z-(${BACKUP_REASONS.join('|')})\\.${BACKUP_ENDING}$`,
);

/** `2026-11-22T14-05-09-120Z-automatic.postil-backup`: sorted by name is sorted by time, and legal on every system. */
export function backupName(madeMs: number, reason: BackupReason): string {
  return `${new Date(madeMs).toISOString().replace(/[:.]/g, '-')}-${reason}.${BACKUP_ENDING}`;
}

/** What a name says; null for files that are called otherwise. */
export function readBackupName(file: string): BackupName | null {
  const [, day, hour, minute, second, milliseconds, reason] = NAME.exec(file) ?? [];
  const madeMs = Date.parse(`${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  const known = BACKUP_REASONS.find((each) => each === reason);
  return known === undefined || Number.isNaN(madeMs) ? null : { file, madeMs, reason: known };
}

/** The backups in a library's folder by their names, newest first. */
export function backupNames(folder: string): BackupName[] {
  const backups = backupFolder(folder);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .flatMap((file) => readBackupName(file) ?? [])
    .sort((one, other) => other.madeMs - one.madeMs);
}

/** Automatic backups kept: the newest of all, of the last days that have one, and of the last weeks that have one. */
const NEWEST = 5;
const DAYS = 7;
const WEEKS = 8;
/** The others are kept by their number alone. */
const OTHERS: Readonly<Record<Exclude<BackupReason, 'automatic'>, number>> = {
  asked: 10,
  'before-migration': 3,
  'before-restore': 5,
};
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Which backups to keep: of the automatic ones the last five, the newest of each of seven days and of eight weeks; of
 * those that were asked for ten, before restoring five, before migrations three. Days and weeks are counted among the
 * backups and not back from now, so that a clock that jumps costs none.
 * @param backups newest first
 */
export function keptBackups(backups: readonly BackupName[]): Set<string> {
  const automatic = backups.filter(({ reason }) => reason === 'automatic');
  const kept = [
    ...automatic.slice(0, NEWEST),
    ...newestOfEach(automatic, DAY_MS).slice(0, DAYS),
    ...newestOfEach(automatic, 7 * DAY_MS).slice(0, WEEKS),
    ...Object.entries(OTHERS).flatMap(([reason, number]) =>
      backups.filter((backup) => backup.reason === reason).slice(0, number),
    ),
  ];
  return new Set(kept.map(({ file }) => file));
}

function newestOfEach(backups: readonly BackupName[], periodMs: number): BackupName[] {
  const newest = new Map<number, BackupName>();
  for (const backup of backups) {
    const period = Math.floor(backup.madeMs / periodMs);
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()];
}

/** Takes away the backups that are not to be kept. @param made the one just made, which stays whatever its clock said */
export function thinBackups(folder: string, made: string): void {
  const names = backupNames(folder);
  const kept = keptBackups(names);
  for (const { file } of names) {
    if (file !== made && !kept.has(file)) rmSync(join(backupFolder(folder), file));
  }
}
