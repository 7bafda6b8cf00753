import type { Agenda } from '../hours/agenda.js';

/** What places.json holds of one place; empty where it is not known. */
export interface Place {
  id: string;
  name: string;
  address: string;
  kind: string;
  prefecture: string;
  county: string | null;
  /** lon, lat: only where the point is the place's own */
  point: [number, number] | null;
  accuracy: string | null;
  seal: string;
  where: string | null;
  agenda: Agenda | null;
  hours: string;
  asOf: string | null;
  phones: string[];
}

export interface Named { zh: string; en: string; icon?: string }
export interface Frame { left: number; top: number; scale: number; width: number; height: number; cosine: number }
export interface Land {
  name: string;
  frame: Frame;
  counties: Record<string, { d: string; at: [number, number]; name: string; short: string }>;
  lakes: string;
  rivers: string;
  outline: string;
}
export interface Atlas { kinds: Record<string, Named>; seals: Record<string, Named>; land: Record<string, Land>; places: Place[] }

/** What the address asks for; `from` is empty when no day was chosen. */
export interface Wish { in: string; days: number; each: number; from: string; kinds: string[] }

/** A place on a day, and how far it is from the one before: null when that cannot be worked out. */
export interface Stop { place: Place; metres: number | null }
export interface Day { date: string; stops: Stop[] }
