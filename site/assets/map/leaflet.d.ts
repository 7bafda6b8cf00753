// What leaflet.js hands out, as the published types of Leaflet describe it.
import { DomEvent } from 'leaflet';

export { DivIcon, LatLngBounds, Map, Marker, Point, Polygon, Polyline, SVG, TileLayer } from 'leaflet';
export type { LatLngTuple } from 'leaflet';
export declare const Attribution: typeof import('leaflet').Control.Attribution;
export declare const disableClickPropagation: typeof DomEvent.disableClickPropagation;
export declare const disableScrollPropagation: typeof DomEvent.disableScrollPropagation;
