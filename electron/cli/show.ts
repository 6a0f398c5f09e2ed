import { PostilError } from '../../shared/errors.ts';
import { findPaper, openPaper } from '../library/papers.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
  withLibrary,
} from './command.ts';
import { paperText } from './text.ts';

/** `postil show`: one paper with all that is known of it. */
export const showCommand: Command = {
  usage: 'postil show    [--library DIR] [--json] ID | arXiv:ID | doi:DOI',
  options: [],
  run: runShow,
};

function runShow(invocation: Invocation): Promise<ExitCode> {
  const [name, ...more] = invocation.words;
  if (name === undefined || more.length > 0 || !/^(\d+|(arxiv|doi):.+)$/i.test(name)) {
    throw new UsageError('postil show needs one paper: its number, arXiv:ID or doi:DOI.');
  }
  return withLibrary(invocation.folder, (database) => {
    const paperId = findPaper(database, name);
    if (paperId === null) {
      throw new PostilError(
        'not-found',
        `There is no paper ${name} in this library.`,
        'Look for it with postil search.',
      );
    }
    const open = openPaper(database, paperId);
    print(invocation, open, () => paperText(open));
    return EXIT.done;
  });
}
