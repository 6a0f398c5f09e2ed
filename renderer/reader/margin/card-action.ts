import type { AnnotationStyle, HighlightColour, TextRange } from '../../../shared/annotation.ts';

/** What a card asks for. */
export type CardAction =
  | {
      readonly do:
        | 'open'
        | 'edit'
        | 'tagging'
        | 'cancel'
        | 'quote'
        | 'remove'
        | 'merge'
        | 'split'
        | 'fit'
        | 'show';
    }
  | { readonly do: 'save'; readonly body: string }
  | { readonly do: 'colour'; readonly colour: HighlightColour }
  | { readonly do: 'style'; readonly style: AnnotationStyle }
  | { readonly do: 'tag'; readonly name: string }
  | { readonly do: 'untag'; readonly tagId: number }
  | { readonly do: 'place'; readonly range: TextRange };

/** Lets a card act on its annotation; the same function for as long as the paper is open. Tells of `save` whether it was. */
export type Act = (annotationId: string, action: CardAction) => Promise<boolean> | undefined;
