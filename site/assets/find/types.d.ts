/** Words in the languages of the portal. */
export interface Said { zh: string; en: string }

/** Documents of one sort: a dataset, or the pages of a language. They are numbered from `first` on. */
export interface Kind { name: string; title: Said; address: string; fields: Said[]; lang: string; first: number }

/** [id, names, texts, divisions, of, term, seal, point]; what is empty at the end is left out. */
export type Row = [string, string?, string?, number[]?, string?, (number | null)?, (number | null)?, ([number, number] | null)?];

/** assets/find/index.json, which the build writes. */
export interface Manifest {
  size: number;
  kinds: Kind[];
  divisions: [string, string][];
  terms: [string, string, string, string][];
  seals: [string, string, string][];
  folds: Record<string, string>;
  sounds: Record<string, string>;
  blocks: [number, string, string][];
  grams: [string, string][];
}

/** Documents with a key in a name, in another text, in where they lie: each number as the difference from the one before. */
export type Lists = [number[], number[], number[]];

/** What a reader is shown of a document. */
export interface Hit { number: number; kind: Kind; row: Row }

/** What one search found. `sure` is false where longer words were only counted by their pairs. */
export interface Found { words: Word[]; counts: Map<Kind, number>; total: number; sure: boolean; hits: Hit[] }

/** A folded word of a query; `hear` where its letters may be pinyin: of whole syllables, or of initials too. */
export interface Word { text: string; hear: '' | 'syllables' | 'initials' }
