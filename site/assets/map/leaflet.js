/*! Leaflet 1.9.4, BSD-2-Clause, (c) 2010-2023 Volodymyr Agafonkin, (c) 2010-2011 CloudMade */
// Only the parts this map uses, from Leaflet's own sources: without tiles, popups, GeoJSON and
// canvas it is a third lighter than the ready bundle, which cannot be shaken.

import { Map } from 'leaflet/src/map/Map.js';
import 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import 'leaflet/src/map/handler/Map.Drag.js';
import 'leaflet/src/map/handler/Map.Keyboard.js';
import 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import 'leaflet/src/map/handler/Map.TouchZoom.js';

export { Map };
export { Attribution } from 'leaflet/src/control/Control.Attribution.js';
export { LatLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
export { Point } from 'leaflet/src/geometry/Point.js';
export { DivIcon } from 'leaflet/src/layer/marker/DivIcon.js';
export { TileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
export { Marker } from 'leaflet/src/layer/marker/Marker.js';
export { Polygon } from 'leaflet/src/layer/vector/Polygon.js';
export { Polyline } from 'leaflet/src/layer/vector/Polyline.js';
export { SVG } from 'leaflet/src/layer/vector/SVG.js';
export { disableClickPropagation, disableScrollPropagation } from 'leaflet/src/dom/DomEvent.js';
