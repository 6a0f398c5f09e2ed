/** What arXiv's feeds put before an abstract. */
export interface Announcement {
  /** With version. */
  readonly arxivId: string;
  /** Null where there is none behind. */
  readonly abstract: string | null;
}

const head = /^arXiv:(\S+)\s+Announce Type:\s*\S+\s+Abstract:\s*/i;

/** Reads an abstract as arXiv's feeds have it: https://info.arxiv.org/help/rss_specifications.html. Null for any other. */
export function readAnnouncement(text: string): Announcement | null {
  const [before, arxivId] = head.exec(text) ?? [];
  return before === undefined || arxivId === undefined
    ? null
    : { arxivId, abstract: text.slice(before.length) || null };
}
