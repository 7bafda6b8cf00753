// What the build hands to the form: see scripts/kepu/form.

export interface Option { code: string; label: string; label_en: string; mark: string }
export interface Link { dataset: string; title: string; title_en: string; file: string; role: string }
export interface Field {
  name: string; type: string; title: string; title_en: string; description: string; description_en: string;
  example: string | number | null; unit: string; format: string; role: string; list: boolean; strict: boolean; often: boolean;
  constraints: Record<string, any>; options: Option[]; vocabulary: boolean; allow: string[]; link: Link | null;
}
export interface Dataset {
  name: string; title: string; title_en: string; file: string; key: string; label: string; role: string; page: boolean;
  next: string; fields: Field[];
}
/** Id, name, what tells it from others of that name, what it lies in. */
export type Name = [id: string, name: string, aside: string, parent: string];
export type Names = Map<string, Name>;
export type Cells = Record<string, string>;

export interface Wording { severity: string; message_zh: string; message_en: string; fix_zh: string; fix_en: string }
export interface RulesFile {
  wording: Record<string, Wording>; stronger: Record<string, string[]>; causes: Record<string, string[]>;
  patterns: Record<string, { source: string; ascii: boolean }>;
  freeMail: string[]; limits: { quoted: number; context: number; code: number };
  months: Record<string, number>; serials: [number, number]; dashes: string;
  point: { tolerance: number; explained: number; decimals: number; written: number; degree: number; cosine: number };
}
export interface Verdict { code: string; context?: Record<string, any> }
export interface Problem { code: string; column: string; value: string; context: Record<string, any>; also?: string[] }
export interface Worded extends Wording { code: string; column: string; fixed: string }

/** Everything a row is judged against. */
export interface World {
  dataset: Dataset;
  /** The id under which the row stands already; empty for a new one. */
  id: string;
  /** Dataset → its rows by id. */
  names: Map<string, Names>;
  outlines: import('./rules/outlines.js').Outlines | null;
}
