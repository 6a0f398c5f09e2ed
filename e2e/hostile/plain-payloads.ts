/** Hostile texts that are no markup: their harm would lie in terminals, spreadsheets, files, queries or the eye. */

/** Codes that steer a terminal. */
export function terminals(): string[] {
  return [
    '\u001b[31mred\u001b[0m',
    '\u001b[2J\u001b[H',
    '\u001b]0;title\u0007',
    '\u001b]52;c;aWQ=\u0007',
    '\u001b]8;;http://127.0.0.1/\u001b\\link\u001b]8;;\u001b\\',
    '\u009b31m\u009d0;title\u009c',
    '\u001bP$q"p\u001b\\',
    '\u001b[6n\u001b[c',
    '\u001b(0lqqk\u001b(B',
    'shown\rhidden',
    'shown\b\b\b\b\bhides',
    '\u0007\u0007\u0007',
    '\u001b[?1049h',
    '\u001b[8mhidden\u001b[28m',
    '\u000e\u000f\u0005',
    'line\u0085next\u2028next\u2029next\u000bnext\u000cnext',
  ];
}

/** Signs that turn the direction of writing, or show nothing. */
export function directions(): string[] {
  return [
    '\u202egnp.exe',
    '\u202e\u2066txt\u2069\u202c.exe',
    'a\u2067b\u2068c',
    '\u2069\u2069\u202d123',
    'مرحبا (1, 2) עולם [3]',
    '\u200fright\u200eleft\u061cmark',
    'ze\u200bro\u200cwi\u200ddth\u2060',
    '\ufeffmark first',
    'so\u00adft hy\u00adphen',
    'tags \u{e0041}\u{e0042}\u{e007f}',
    'a\ufe0fb\ufe0e\u{e0100}',
    '\u115f\u1160\u3164\uffa0blank letters',
    '\u180e\u2800\u3000spaces',
    `za${'\u0310\u0334\u0338'.repeat(100)}lgo`,
  ];
}

/** Letters that look like others. */
export function homoglyphs(): string[] {
  return [
    'pаypal (Cyrillic a)',
    'ɡoogle.example',
    'αrχiv:2401.00001',
    'Ⅰnbox',
    '𝐏𝐨𝐬𝐭𝐢𝐥',
    'ﬁle and ſtar',
    'İstanbul ıI',
    'K (kelvin) Å (angstrom)',
    'https://example.org\u2215login',
    'tag／full／width',
    '٠١٢٣ ０１２３',
    'ｊａｖａｓｃｒｉｐｔ：１',
  ];
}

/** What a spreadsheet would reckon. */
export function formulas(address: string): string[] {
  return [
    '=1+1',
    "=cmd|' /C calc'!A0",
    `=HYPERLINK("${address}/cell","a")`,
    `=IMPORTXML("${address}/xml","//a")`,
    `=WEBSERVICE("${address}/service")`,
    '+1+1',
    '-1+1',
    '@SUM(A1:A9)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '"=1+1"',
    "'=1+1",
    '＝1+1',
    '=DDE("cmd";"/C calc";"a")',
    'a,=1+1',
    'a;=1+1\tb',
    '%0A-1+1',
    '|calc',
  ];
}

/** Characters and words that end a string, a record or a line in some format. */
export function controls(): string[] {
  return [
    'nul\0nul',
    '\0',
    '\u0001\u0002\u0003\u0004',
    'del\u007f',
    '\ufffe\uffff',
    'lone \ud800 high',
    'lone \udfff low',
    '"},{"title":"second"}',
    '\\","x":"',
    '\\u0000\\ud800',
    ']]>&amp;&lt;&#0;',
    '}\n@article{x,title={stolen}}',
    'TY  - JOUR\nTI  - stolen\nER  - ',
    'a\r\n\r\nHTTP/1.1 200 OK',
    '\u{10ffff}\u{1fffe}',
    '\u0300 begins with an accent',
  ];
}

/** What has no place to break. */
export function longWords(): string[] {
  return [
    'x'.repeat(1000),
    'WWWWWWWW'.repeat(100),
    '𝔘'.repeat(400),
    '🙂'.repeat(300),
    '👩‍👩‍👧'.repeat(100),
    'a/'.repeat(140),
    'no-break\u00a0'.repeat(100),
    '長'.repeat(800),
    '(('.repeat(400),
    'é'.normalize('NFD').repeat(400),
  ];
}

/** Names of files that lead elsewhere. */
export function paths(): string[] {
  return [
    '../../../../etc/hostname',
    '..\\..\\windows\\win.ini',
    'C:\\windows\\system32',
    '\\\\192.0.2.1\\share',
    '%2e%2e%2fsecret',
    '~/.ssh/config',
    '/dev/null',
    'CON',
    'aux.txt',
    'a\u0000.png',
    '-rf',
    '--library=x',
    '.',
    'file.txt:stream',
    '%APPDATA%',
    '$HOME',
  ];
}

/** Format strings. */
export function formats(): string[] {
  return ['%s%s%s%n', '%x%x%p', '{0}{1}', '%1$*2147483647d', '%%', '\\n\\t\\x00', '%d%0', '{:>9999999999}'];
}

/** The operators of SQL, full-text search and Postil's own queries. */
export function queries(): string[] {
  return [
    "'; DROP TABLE paper; --",
    "' OR '1'='1",
    '" OR 1=1 --',
    'a NEAR(b c, 5)',
    '^a *',
    '{title} : a',
    '"unbalanced',
    'a AND NOT OR',
    'tag:"a" OR',
    '-'.repeat(50),
    '*',
    'rowid:1',
    'is:starred" in:1',
    'year:1..2..3',
    ');SELECT load_extension(1)--',
    '\\',
  ];
}
