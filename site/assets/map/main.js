// Turns the map page of the portal into a map one can move. Without it, drawing and list remain.

import { App } from './app.js';

const atlas = document.getElementById('atlas');
if (atlas) new App(atlas).start();
