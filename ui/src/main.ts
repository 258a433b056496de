// Opens the wire and mounts the window.
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { settings } from './features/settings/settings.svelte';
import { fetchAhead, fetchFirst } from './frame/pages';
import { openWire } from './ipc';

// Before anything is read: the computer's own theme and language, so that nothing flashes.
void settings.apply();
fetchFirst();
await openWire();
mount(App, { target: document.getElementById('window')! });
void fetchAhead();
