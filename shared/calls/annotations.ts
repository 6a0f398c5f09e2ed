import { z } from 'zod';
import type { Annotation, ColourMeanings } from '../annotation.ts';
import {
  AnnotationId,
  AnnotationStyle,
  COMMENT_LENGTH,
  HighlightColour,
  MEANING_LENGTH,
  TextRange,
} from '../annotation.ts';
import { AnnotationFilter, type AnnotationPage } from '../annotation-list.ts';
import { PaperId } from '../paper.ts';
import { TAG_LENGTH } from '../tag.ts';
import { call, nothing } from './call.ts';

const annotationIds = z.array(AnnotationId).min(1).max(1_000_000);
const versionId = z.int().positive();
const body = z.string().max(COMMENT_LENGTH).nullable();
const tagNames = z.array(z.string().trim().min(1).max(TAG_LENGTH)).max(100);

/** Calls about annotations. Each is one step of undo. */
export const annotationCalls = {
  /** Marks words of a version of the paper. A body makes it a comment. */
  'annotation.add': call<Annotation>()(
    'library',
    z.object({
      paperId: PaperId,
      versionId,
      range: TextRange,
      colour: HighlightColour,
      style: AnnotationStyle.default('highlight'),
      body,
      tags: tagNames.default([]),
    }),
  ),
  /** Changes what is named of annotations; an empty body makes a plain highlight again. */
  'annotation.change': call<void>()(
    'library',
    z.object({
      annotationIds,
      colour: HighlightColour.optional(),
      style: AnnotationStyle.optional(),
      body: body.optional(),
      /** By name; made where there is none yet. */
      addTags: tagNames.optional(),
      /** By number. */
      removeTags: z.array(z.int().positive()).optional(),
    }),
  ),
  'annotation.remove': call<void>()('library', z.object({ annotationIds })),
  /** Puts an annotation on other words: extends, shrinks, or gives an orphan a place. */
  'annotation.setRange': call<Annotation>()(
    'library',
    z.object({ annotationId: AnnotationId, versionId, range: TextRange }),
  ),
  /** Makes one of annotations that overlap or adjoin; the first in the text keeps colour and style. */
  'annotation.merge': call<Annotation>()('library', z.object({ annotationIds: annotationIds.min(2) })),
  /** Parts one at an offset of the current version, in UTF-16 code units; the first part keeps the comment. */
  'annotation.split': call<readonly [Annotation, Annotation]>()(
    'library',
    z.object({ annotationId: AnnotationId, at: z.int().nonnegative() }),
  ),
  /** Annotations of the whole library that a filter leaves, page by page. */
  'annotation.page': call<AnnotationPage>()(
    'library',
    z.object({
      filter: AnnotationFilter,
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(500),
    }),
  ),
  /** All of them, in their order: to do something with them. */
  'annotation.ids': call<readonly string[]>()('library', z.object({ filter: AnnotationFilter })),
  /** Annotations as quotations with their references, to be put into a text of one's own. */
  'annotation.quote': call<string>()(
    'library',
    z.object({ annotationIds, form: z.enum(['text', 'markdown']) }),
  ),
  /** What the user means by each colour. */
  'annotation.meanings': call<ColourMeanings>()('library', nothing),
  /** Names what a colour means; an empty name takes it away. */
  'annotation.nameColour': call<void>()(
    'library',
    z.object({ colour: HighlightColour, meaning: z.string().max(MEANING_LENGTH) }),
  ),
} as const;
