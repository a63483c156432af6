import { render } from 'preact';
import '../shared/tokens.css';
import '../shared/ui.css';
import './till.css';
import { App } from './App.tsx';
import { start } from './app/start.ts';

const root = document.getElementById('till');
if (!root) throw new Error('the page has no place for the till');
render(<App />, root);
void start();

// Browsers allow service workers only at a secure address; elsewhere the till works while online.
if ('serviceWorker' in navigator) {
  void navigator.serviceWorker.register('/till/worker.js', { scope: '/till' });
}
