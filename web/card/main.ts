import './card.css';
import { chooseInPlace } from './client/choose.ts';
import { followChanges } from './client/follow-changes.ts';
import { enhanceQrSheet } from './client/qr-sheet.ts';

enhanceQrSheet();
const card = document.querySelector<HTMLElement>('main#card');
if (card) {
  followChanges();
  chooseInPlace();
  // Only a card is worth keeping for offline; join and program pages load from the network.
  void navigator.serviceWorker?.register('/c/worker.js', { scope: '/c/' });
}
