// Turns the page of tables into a form for one of them. Without it, the page says what to do instead.

import { App } from './app.js';

const page = document.getElementById('edit');
if (page) new App(page).start();
