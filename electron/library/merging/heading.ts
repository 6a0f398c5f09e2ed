/**
 * Longest derived heading, in UTF-16 code units: two lines of the list at most.
 */
export const HEADING_LENGTH = 100;

/**
 * A heading for a paper whose dumps name no title, made of the words of its abstract. Best is the thing that the
 * abstract introduces by name ("we present SigmaDock, an SE(3) diffusion model ..." gives "SigmaDock, an SE(3)
 * diffusion model ..."); else what it proposes or studies; else its beginning. Empty only for an empty abstract.
 */
export function deriveHeading(abstract: string): string {
  const text = plain(abstract).trim();
  let best: Candidate | null = null;
  for (const sentence of sentences(text.slice(0, READ_LENGTH))) {
    for (const find of finders) {
      const found = find(sentence, best?.rank ?? 0);
      if (found !== null && found.rank > (best?.rank ?? 0)) best = found;
    }
    if (best?.rank === Rank.named) break;
  }
  return shorten(capitalised(best?.heading ?? text));
}

/** What abstracts have between words other than single spaces. */
const BLANKS = ['  ', '\n', '\t', '\u00A0'];

/** On one line, without commands for the style of letters. */
function plain(text: string): string {
  const unstyled = text.includes('\\')
    ? text.replace(/\\(?:textbf|textit|textsc|texttt|emph) ?\{([^{}]*)\}/g, '$1')
    : text;
  // Searching for strings is several times faster than for a class of characters.
  const isPlain = BLANKS.every((blank) => !unstyled.includes(blank));
  return !isPlain ? unstyled.replace(/\s+/g, ' ') : unstyled;
}

/** Abstracts introduce their subject well before this, in UTF-16 code units; a longer text is not an abstract. */
const READ_LENGTH = 6000;

interface Candidate {
  readonly rank: number;
  readonly heading: string;
}

/** How good a heading is. */
const Rank = { shown: 1, studied: 2, proposed: 3, partlyNamed: 4, named: 5 } as const;

const SUBJECT = String.raw`(?:we|i|(?:this|our|the|present) (?:[\w-]+ )?(?:paper|work|article|study|report|thesis|letter|note|survey|chapter)|the authors?)`;
const ADVERB = '(?:(?:[a-z]+ly|also|further|then|here|thus|first|hence|next|therefore) )?';
const PROPOSE =
  '(?:introduc|propos|present|develop|describ|design|releas|devis|unveil|construct|open-sourc|build)(?:e|es|s|ing)?';
const STUDY =
  '(?:stud(?:y|ies)|investigates?|considers?|analy[sz]es?|explores?|revisits?|examines?|reviews?|surveys?|provides?|offers?|advocates? for|focus(?:es)? on|address(?:es)?|tackles?|formulates?|establish(?:es)?|derives?)';
const SHOW = '(?:shows?|proves?|demonstrates?|finds?|argues?)';

const proposing = new RegExp(String.raw`\b(?:(${SUBJECT})|and|by|to) ${ADVERB}${PROPOSE} (?=\S)`, 'gi');
const studying = new RegExp(String.raw`\b${SUBJECT} ${ADVERB}(?:${STUDY}|(${SHOW}) that) (?=\S)`, 'i');

/**
 * A word that is a name by its letters: capitals or digits inside (SkillCraft, LCoW, L3Ms, R2-G2, VHG). Bounded, so
 * that no word makes the search slow.
 */
const DISTINCT = String.raw`(?=[\w+-]{0,40}(?:[a-z][A-Z]|[A-Z][\w-]{0,40}[A-Z]|[A-Za-z][\w-]{0,40}\d|\d[\w-]{0,40}[A-Z]))[A-Za-z0-9][\w+*]{0,80}(?:-[\w+*]{1,80}){0,8}`;
/** Words in capitals, with the small words that names have inside. */
const CAPITALISED = String.raw`[A-Z0-9][\w+*-]*(?: (?:(?:of|for|and|the|in|with|via|to|on|by) )?[A-Z0-9][\w+*-]*){0,8}`;
/** What may stand behind a name that a sentence introduces. */
const BEHIND = String.raw`(?=\s*(?:[,:;(.]|--|[–—]|- |$|(?:as|that|which|for|to|in|with|by|on|is|and|via|from|where|using)\b))`;

/** Quick tests, so that most sentences need no closer look. */
const proposeWord = new RegExp(` ${PROPOSE} `, 'i');
/** With blanks, as {@link passing} has them: much faster to look for than bounds of words. */
const passingWord = / (?:called|named|dubbed|termed|coined|nicknamed|(?:that|which) we) /;

const namedDistinctly = new RegExp(`^${DISTINCT}${BEHIND}`);
const namedInCapitals = new RegExp(
  String.raw`^${CAPITALISED}(?: ?\((?:[A-Z][\w-]*|[\w-]*[A-Z][\w-]*)\)|(?=(?:,| --| [–—]) (?:an?|the|our|which)\b))`,
);
const withDistinctWord = new RegExp(`^(?:the|an?|our) (?:[a-z-]+ ){0,2}${DISTINCT}(?= )`);
const withAcronym = /^.{0,80}?\((?:[A-Z][\w-]*[A-Z][\w-]*|[a-z]*[A-Z][\w-]*\d[\w-]*)\)/;

/** Words that point elsewhere, or go on with a sentence that is cut off: what begins with them is no heading. */
const pointing =
  /^(?:it|them|this|these|those|such|here|our (?:results|findings)|the (?:following|above|former|latter)|both|several|to|by|that|in|on|for|and)\b/i;

/** What is best proposed has an article or a capital: "the first exact method", not "methods that instead". */
const articled = /^(?:an?|the|our|two|three|one|[A-Z$\\][\w$\\-]*) /;

/** Looks in a sentence for a heading better than `rank`. */
type Finder = (sentence: string, rank: number) => Candidate | null;
const finders: readonly Finder[] = [proposal, study, namedInPassing, apposition];

/** "We propose X ..." gives "X ...". */
function proposal(sentence: string): Candidate | null {
  if (!proposeWord.test(sentence)) return null;
  let best: Candidate | null = null;
  for (const found of sentence.matchAll(proposing)) {
    const rest = sentence.slice(found.index + found[0].length);
    const rank = rankOf(rest, found[1] !== undefined);
    if (rank !== null && rank > (best?.rank ?? 0)) best = { rank, heading: rest };
  }
  return best;
}

/** "This paper studies X ...", "we show that X ..." give "X ...". */
function study(sentence: string, rank: number): Candidate | null {
  if (rank >= Rank.studied) return null;
  const found = studying.exec(sentence);
  if (found === null) return null;
  const rest = sentence.slice(found.index + found[0].length);
  if (!isTelling(rest) || /\b(?:this|these|those)\b/i.test(rest)) return null;
  return { rank: found[1] === undefined ? Rank.studied : Rank.shown, heading: rest };
}

function rankOf(rest: string, hasSubject: boolean): number | null {
  if (namedDistinctly.test(rest) || namedInCapitals.test(rest)) return Rank.named;
  if (withDistinctWord.test(rest) || withAcronym.test(rest)) return hasSubject ? Rank.partlyNamed : null;
  if (!hasSubject || !isTelling(rest)) return null;
  return articled.test(rest) ? Rank.proposed : Rank.studied;
}

/** Shorter than this, in UTF-16 code units, "a new framework" says nothing. */
const TELLING_LENGTH = 40;

function isTelling(rest: string): boolean {
  return rest.length >= TELLING_LENGTH && !pointing.test(rest);
}

const passing = new RegExp(
  String.raw`\b((?:an?|the|our) [^,.;:()]{3,80}?)(?:,)? (?:called|named|dubbed|termed|coined|nicknamed|(?:that|which) we (?:call|term|name|dub|refer to as)) (?:the )?["“'‘]?(${DISTINCT}|${CAPITALISED})["”'’]?${BEHIND}`,
);

/** "a new learning method named NoProp, which ..." gives "NoProp, a new learning method, which ...". */
function namedInPassing(sentence: string): Candidate | null {
  const found = passingWord.test(sentence) ? passing.exec(sentence) : null;
  if (found === null) return null;
  const [whole, description = '', name = ''] = found;
  // "an approach ... we introduce a method": only the part nearest to the name describes it.
  const nearest = description.replace(
    /^.*\b(?:introduc|propos|present|develop)\w* (?=(?:an?|the|our) )/i,
    '',
  );
  const rest = sentence.slice(found.index + whole.length);
  return {
    rank: Rank.named,
    heading: `${name}, ${nearest}${/^[\s]*[,.;:(]|^$/.test(rest) ? '' : ','}${rest}`,
  };
}

const apposed = new RegExp(
  String.raw`^((?:An?|The|Our) [^,.;:()]{3,60}), (?:called |named )?(${DISTINCT}|(?<=\b(?:proposed|new|novel|resulting)\b[^,]*, )[A-Z]\w+), (?=\S)`,
);

/** "The proposed strategy, PC-SubQ, guides ..." gives "PC-SubQ, the proposed strategy, guides ...". */
function apposition(sentence: string): Candidate | null {
  const found = apposed.exec(sentence);
  if (found === null) return null;
  const [whole, description = '', name = ''] = found;
  const lower = description.charAt(0).toLowerCase() + description.slice(1);
  return { rank: Rank.named, heading: `${name}, ${lower}, ${sentence.slice(whole.length)}` };
}

const abbreviation =
  /(?:^|[\s(])(?:i\.e|e\.g|et al|cf|vs|resp|approx|ca|fig|figs|eq|eqs|sec|ref|refs|no|dr|prof|st|w\.r\.t|a\.k\.a|[A-Z])\.$/i;

/** Longest abbreviation, with what is looked at before it. */
const ABBREVIATION_LENGTH = 10;

/** The sentences of a text, without their final full stop. Stops inside math and abbreviations end none. */
function* sentences(text: string): Generator<string> {
  let start = 0;
  for (const stop of text.matchAll(/[.!?]["”’)]?(?= )|[。！？]/g)) {
    const end = stop.index + stop[0].length;
    const next = text.charCodeAt(end + 1);
    const goesOn = next >= 97 && next <= 122 && text[end] === ' ';
    if (goesOn || abbreviation.test(text.slice(Math.max(start, end - ABBREVIATION_LENGTH), end))) continue;
    if (isInsideMath(text, start, end)) continue;
    const sentence = withoutStop(text.slice(start, end));
    if (sentence !== '') yield sentence;
    start = end;
  }
  const last = withoutStop(text.slice(start));
  if (last !== '') yield last;
}

function withoutStop(sentence: string): string {
  const trimmed = sentence.trim();
  return trimmed.endsWith('.') || trimmed.endsWith('。') ? trimmed.slice(0, -1) : trimmed;
}

/** Whether a dollar sign is open at `end`, counted from `start`. */
function isInsideMath(text: string, start: number, end: number): boolean {
  const first = text.indexOf('$', start);
  if (first === -1 || first >= end) return false;
  let isOpen = false;
  for (let index = start; index < end; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '$') isOpen = !isOpen;
  }
  return isOpen;
}

/** A clause of at least this length, in UTF-16 code units, may stand alone when the whole does not fit. */
const CLAUSE_LENGTH = 60;

/** A clause that ends before these words is whole without them. */
const clauseEnd =
  /^.*?(?=(?:[,;:]| --| [–—-]) (?:an?|the|which|that|where|with|via|by|but|while|whose|based|using|enabling|leading|making|thereby|thus|and (?:we|it|the))\b)/;

/** Words that no heading ends with. */
const dangling =
  /[\s,;:(–—-]+(?:the|an?|of|to|and|or|by|with|for|in|on|at|as|from|that|which|is|are|be|via|into|using|its|their|our|both|while|than|whose|where|these|this|those|such|more|most)$/i;

/** Cuts a text to {@link HEADING_LENGTH}: to its first sentence or clause where that fits, else at a word with an ellipsis. */
function shorten(text: string): string {
  const [whole = text] = sentences(text);
  if (whole.length <= HEADING_LENGTH) return whole;
  const clause = longestClause(whole);
  if (clause !== null) return clause;
  let end = whole.lastIndexOf(' ', HEADING_LENGTH - 1);
  if (end < HEADING_LENGTH / 2) end = wholeCharacters(whole, HEADING_LENGTH - 1);
  while (end > 0 && isInsideMath(whole, 0, end)) end = whole.lastIndexOf('$', end - 1);
  const fitting = whole.slice(0, end > 0 ? end : wholeCharacters(whole, HEADING_LENGTH - 1));
  let cut = withoutOpenBracket(fitting);
  for (;;) {
    const shorter = cut.replace(/[\s,;:–—-]+$/, '').replace(dangling, '');
    if (shorter === cut) break;
    cut = shorter;
  }
  return `${cut}…`;
}

/** Longest of the words before which a clause may end, with what separates them, in UTF-16 code units. */
const LONGEST_WORD = 12;

/** The longest beginning that is a clause, whole in math and brackets, and neither too short nor too long; null for none. */
function longestClause(whole: string): string | null {
  let best: string | null = null;
  for (let from = 0; from < HEADING_LENGTH; ) {
    const found = clauseEnd.exec(whole.slice(from, HEADING_LENGTH + LONGEST_WORD));
    if (found === null) return best;
    const clause = whole.slice(0, from + found[0].length);
    if (clause.length > HEADING_LENGTH) return best;
    const isWhole = !isInsideMath(clause, 0, clause.length) && withoutOpenBracket(clause) === clause;
    if (clause.length >= CLAUSE_LENGTH && isWhole) best = clause;
    from = clause.length + 1;
  }
  return best;
}

/** Without a bracket that is opened late and not closed. */
function withoutOpenBracket(text: string): string {
  const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('['));
  const isOpen = open > HEADING_LENGTH / 2 && !/[)\]]/.test(text.slice(open));
  return isOpen ? text.slice(0, open).trimEnd() : text;
}

/** `end`, or one less where it would tear a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

/** With a capital at the start, unless its first word has capitals of its own (iTransformer). */
function capitalised(text: string): string {
  return /^\p{Ll}[\p{Ll}'-]*(?:[\s,.:;]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
