import type { Sort } from '../../shared/search.ts';
import type { SearchContext } from './context.ts';
import { idsIn } from './id-list.ts';
import { contains, paperSet } from './paper-set.ts';
import type { Order } from './tiers.ts';

/** Puts papers that were found in another order than that of how well they fit. */
export interface Sorting {
  /** The same papers, those of the exact tier still first. Their scores are not kept. */
  sorted(order: Order, sort: Exclude<Sort, 'best'>): Order;
}

function asText(select: string): string {
  return `SELECT group_concat(id, ' ') FROM (${select})`;
}

/** Papers up to this one stand in `paper_heading` and `paper_date`; those after it are new (library/paper-orders.ts). */
const ENTERED = '(SELECT entered FROM order_place)';

/** Papers with their dates, '' for none, in two parts, which SQLite merges where they are to be in order. */
export const DATED = `SELECT published AS date, paper_id AS id FROM paper_date WHERE paper_id <= ${ENTERED}
  UNION ALL SELECT ifnull(published, ''), id FROM paper WHERE id > ${ENTERED}`;

/** All papers in their order, walked along an index; `read` only those that were read. As one text, like LIST of postings. */
export const SORTED = {
  newest: asText(`${DATED} ORDER BY date DESC, id DESC`),
  oldest: asText(`${DATED} ORDER BY date, id`),
  // By the headings of the dumps: put together with the user's own in one statement they take five times as long.
  title: asText(
    `SELECT paper_id AS id FROM paper_heading WHERE paper_id <= ${ENTERED} ORDER BY beginning, paper_id`,
  ),
  read: asText('SELECT paper_id AS id FROM last_read ORDER BY read_ms DESC, paper_id DESC'),
} as const;

const UNDATED = `SELECT count(*) FROM (${DATED}) WHERE date = ''`;

/** Papers whose headings begin as those of others, in their order by the whole. */
export const ALIKE: string = asText(`SELECT other.paper_id AS id FROM
    (SELECT beginning FROM paper_heading WHERE paper_id <= ${ENTERED} GROUP BY beginning HAVING count(*) > 1) AS one
    CROSS JOIN paper_heading AS other ON other.beginning = one.beginning AND other.paper_id <= ${ENTERED}
    CROSS JOIN paper ON paper.id = other.paper_id
  ORDER BY paper.heading COLLATE NOCASE, paper.id`);

/**
 * Papers with a heading of the user's own, and new ones, in the order of these, each with the paper that it stands
 * before; null for the end. Of headings that are the same the user's own comes first, a new paper's last.
 */
export const OWN_HEADINGS: string = `SELECT own.paper_id, (SELECT paper.id FROM paper_heading
      CROSS JOIN paper ON paper.id = paper_heading.paper_id
    WHERE beginning >= substr(own.heading, 1, 32) AND paper.id <= ${ENTERED}
      AND (paper.heading COLLATE NOCASE > own.heading OR own.is_new = 0 AND paper.heading COLLATE NOCASE = own.heading)
    ORDER BY beginning, paper.heading COLLATE NOCASE, paper.id LIMIT 1)
  FROM (SELECT paper_id, heading, 0 AS is_new FROM reading WHERE heading IS NOT NULL
    UNION ALL SELECT id, heading, 1 FROM paper WHERE id > ${ENTERED}
      AND NOT EXISTS (SELECT 1 FROM reading WHERE paper_id = paper.id AND reading.heading IS NOT NULL)) AS own
  ORDER BY own.heading COLLATE NOCASE, own.is_new, own.paper_id`;

/** Orders of a library. The one used last is kept until something changes that it rests on. */
export function openSorting(context: SearchContext): Sorting {
  const { database } = context;
  const list = (sql: string): Uint32Array =>
    idsIn(database.prepare<[], string | null>(sql).pluck().get() ?? '');

  let kept = '';
  let inOrder: Uint32Array = new Uint32Array(0);

  function read(sort: Exclude<Sort, 'best'>): Uint32Array {
    switch (sort) {
      case 'added':
        return context.all();
      case 'newest':
        return list(SORTED.newest);
      case 'oldest': {
        const all = list(SORTED.oldest);
        // In the index those without a date stand first.
        const undated = database.prepare<[], number>(UNDATED).pluck().get() ?? 0;
        return joined(all.subarray(undated), all.subarray(0, undated));
      }
      case 'title':
        return withOwnHeadings(byHeading());
      case 'read': {
        const lately = list(SORTED.read);
        const isRead = paperSet(context.largestId(), lately);
        return joined(
          lately,
          context.all().filter((id) => !contains(isRead, id)),
        );
      }
    }
  }

  /** Papers by the headings of the dumps: as they are entered, but for those that begin alike. */
  function byHeading(): Uint32Array {
    const alike = list(ALIKE);
    const isAlike = paperSet(context.largestId(), alike);
    let met = 0;
    return list(SORTED.title).map((id) => {
      if (!contains(isAlike, id)) return id;
      met += 1;
      return alike[met - 1] ?? id;
    });
  }

  /** Puts the papers with headings of the user's own, and new ones, which both are few, where these belong. */
  function withOwnHeadings(byTitle: Uint32Array): Uint32Array {
    const own = database.prepare<[], [paperId: number, before: number | null]>(OWN_HEADINGS).raw().all();
    if (own.length === 0) return byTitle;
    const standing = new Map<number | null, number[]>();
    for (const [paperId, before] of own) {
      const others = standing.get(before);
      if (others === undefined) standing.set(before, [paperId]);
      else others.push(paperId);
    }
    const owners = own.map(([paperId]) => paperId);
    const isOwn = paperSet(context.largestId(), owners);
    const isMet = paperSet(context.largestId(), [...owners, ...own.map(([, before]) => before ?? 0)]);
    const all = new Uint32Array(byTitle.length + own.length);
    let count = 0;
    const put = (id: number): void => {
      all[count] = id;
      count += 1;
    };
    for (const id of byTitle) {
      // Of most papers nothing is to be asked.
      if (!contains(isMet, id)) put(id);
      else {
        for (const other of standing.get(id) ?? []) put(other);
        if (!contains(isOwn, id)) put(id);
      }
    }
    for (const other of standing.get(null) ?? []) put(other);
    return all.subarray(0, count);
  }

  /** All papers in an order. */
  function orderBy(sort: Exclude<Sort, 'best'>): Uint32Array {
    // A paper that is opened is the one read last; dates and headings change with the texts alone.
    const name = `${sort} ${sort === 'read' ? context.version() : context.textVersion()}`;
    if (kept !== name) inOrder = read(sort);
    kept = name;
    return inOrder;
  }

  return {
    sorted(order, sort) {
      const all = orderBy(sort);
      const tier = (ids: Uint32Array): Uint32Array => {
        const wanted = paperSet(context.largestId(), ids);
        return all.filter((id) => contains(wanted, id));
      };
      const exact = tier(order.ids.subarray(0, order.exactTotal));
      const near = tier(order.ids.subarray(order.exactTotal));
      return { ...order, ids: joined(exact, near), scores: new Float32Array(0), exactTotal: exact.length };
    },
  };
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const all = new Uint32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
