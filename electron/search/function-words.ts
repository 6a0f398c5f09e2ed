/**
 * Words of English that nearly every abstract holds. They are passed over unless there is nothing else to search
 * for: they tell no paper from another, and a title and its abstract differ in them. Phrases hold them all the same.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the of and or in on for with to by from via at as is are be its it into using under over through ' +
    'towards toward between among that this these their how what when can do does we our not'
  ).split(' '),
);
