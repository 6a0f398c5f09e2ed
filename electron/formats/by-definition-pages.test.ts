/** Pages of institutions and listings in orders and languages that the samples do not show. */
import { arxiv, type Shape, testShapes } from './test-shapes.ts';

const tides = 'Tides rise and fall twice a day, which we measure with care over many years.';
const boats = 'Boats float on the water; we explain why with a new theory of floating bodies.';

const shapes: readonly Shape[] = [
  {
    what: 'a page whose entries begin with their identifiers',
    text: `Harbour University\n\narXiv:2401.00001\nCreated: 2024-01-01\nAbstract: ${tides}\n\narXiv:2401.00002\nCreated: 2024-01-02\nAccepted to HARB 2024\nAbstract: ${boats}\n`,
    format: 'institution-page',
    records: [
      {
        abstract: tides,
        identifiers: arxiv('2401.00001'),
        published: '2024-01-01',
        institution: 'Harbour University',
      },
      {
        abstract: boats,
        identifiers: arxiv('2401.00002'),
        published: '2024-01-02',
        comment: 'Accepted to HARB 2024',
      },
    ],
  },
  {
    what: 'such a page of two institutions',
    text: `Harbour A\n\narXiv:2401.00001\nAbstract: ${tides}\n\nHarbour B\n\narXiv:2401.00002\nAbstract: ${boats}\n`,
    format: 'institution-page',
    records: [{ institution: 'Harbour A' }, { identifiers: arxiv('2401.00002'), institution: 'Harbour B' }],
  },
  {
    what: 'a listing whose entries begin with their identifiers, without a blank line',
    text: `arXiv:2401.00001\n${tides}\narXiv:2401.00002\n${boats}\n`,
    format: 'listing',
    records: [
      { abstract: tides, identifiers: arxiv('2401.00001') },
      { abstract: boats, identifiers: arxiv('2401.00002') },
    ],
  },
  {
    what: 'a listing with dates above and identifiers below',
    text: `Created: 2024-01-01\n${tides}\narXiv:2401.00001\n\nCreated: 2024-01-02\n${boats}\narXiv:2401.00002\n`,
    format: 'listing',
    records: [
      { abstract: tides, identifiers: arxiv('2401.00001'), published: '2024-01-01' },
      { abstract: boats, identifiers: arxiv('2401.00002'), published: '2024-01-02' },
    ],
  },
  {
    what: 'a listing of which the head was cut off',
    text: `arXiv:2401.00009\n\n${tides}\narXiv:2401.00001\n\n${boats}\narXiv:2401.00002\n`,
    format: 'listing',
    records: [{ identifiers: arxiv('2401.00001') }, { identifiers: arxiv('2401.00002') }],
    unread: 1,
  },
  ...[
    ['German', 'Zusammenfassung: ', 'Erstellt: '],
    ['French', 'Résumé : ', 'Créé le : '],
    ['Spanish', 'Resumen: ', 'Creado: '],
    ['Chinese', '摘要：', '创建日期：'],
    ['capitals on a line of their own', 'ABSTRACT\n', 'CREATED: '],
    ['words with a dash', 'Abstract—', 'Submitted on: '],
  ].map(([what, label, date]) => ({
    what: `a page with labels in ${what}`,
    text: `Harbour University\n\n${label}${tides}\narXiv:2401.00001\n${date}2024-01-01\n\n\n${label}${boats}\n${date}2024-01-02\n`,
    format: 'institution-page',
    records: [
      {
        abstract: tides,
        identifiers: arxiv('2401.00001'),
        published: '2024-01-01',
        institution: 'Harbour University',
      },
      { abstract: boats, published: '2024-01-02', institution: 'Harbour University' },
    ],
  })),
];

testShapes(shapes);
