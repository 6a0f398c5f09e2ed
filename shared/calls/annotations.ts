import { z } from 'zod';
import type { Annotation } from '../annotation.ts';
import { AnnotationId, COMMENT_LENGTH, HighlightColour, TextRange } from '../annotation.ts';
import { PaperId } from '../paper.ts';
import { call } from './call.ts';

/** Calls about annotations. */
export const annotationCalls = {
  /** Marks words of the paper's current version. A body makes it a comment. */
  'annotation.add': call<Annotation>()(
    'library',
    z.object({
      paperId: PaperId,
      versionId: z.int().positive(),
      range: TextRange,
      colour: HighlightColour,
      body: z.string().max(COMMENT_LENGTH).nullable(),
    }),
  ),
  /** Changes colour and comment; an empty body makes it a plain highlight again. */
  'annotation.change': call<Annotation>()(
    'library',
    z.object({
      annotationId: AnnotationId,
      colour: HighlightColour,
      body: z.string().max(COMMENT_LENGTH).nullable(),
    }),
  ),
  'annotation.remove': call<void>()('library', z.object({ annotationId: AnnotationId })),
} as const;
