import type { CallInput } from '../../shared/contract.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export.ts';
import { perform } from '../postil.ts';
import { counted } from './format.ts';
import { tell } from './messages.ts';

/** Papers, or annotations. */
type What = Omit<CallInput<'window.export'>, 'format'>;

/** Asks for a file and writes it. @returns whether it was written */
export async function exportTo(format: ExportFormat, what: What): Promise<boolean> {
  const result = await perform('window.export', { format, ...what });
  if (!result.ok || result.value === null) return false;
  const { fileName, paperCount } = result.value;
  tell(`${counted(paperCount, 'paper')} written to ${fileName} as ${EXPORT_FORMATS[format].label}.`);
  return true;
}
