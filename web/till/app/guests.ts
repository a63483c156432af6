import type { DirectoryCard, TillMember } from '#contract/till-directory.ts';
import { classify, codeIn, codeOfScan } from '../logic/classify.ts';
import type { KnownMember } from '../logic/member-view.ts';
import { searchDirectory } from '../logic/search.ts';
import type { Scan } from '../logic/wedge.ts';
import { ask } from './device.ts';
import { soundBad, soundFound } from './feedback.ts';
import { show } from './navigation.ts';
import { rememberCard } from './remember-card.ts';
import { type Guest, state, update } from './state.ts';

const SEARCH_WAIT_MS = 250;

/** A card nobody here has seen: offline its check digit vouches for it until the server does. */
export const guestOfCode = (code: string): KnownMember => ({
  member_id: '',
  code,
  short_code: code,
  name: null,
  search_key: '',
  phone_tail: null,
  balances: {},
  visits: 0,
  birthday: null,
});

export const openGuest = (guest: Guest): void => {
  soundFound();
  update({ guest, query: '', found: null, notice: null, toast: null, searching: false });
  show({ name: 'member' });
};

const inDirectory = (code: string): DirectoryCard | undefined =>
  state().directory.find((it) => it.code === code || it.short_code === code);

/** Shows what the device knows at once; the server's answer replaces it. */
export const openCode = async (code: string): Promise<void> => {
  const known = inDirectory(code);
  if (known) openGuest({ source: 'directory', member: known });
  else update({ searching: true, notice: null });
  const reply = await ask<TillMember>({ path: `/v1/till/members/${encodeURIComponent(code)}` });
  if (reply.ok) {
    void rememberCard(reply.data);
    const stillHere = !known || state().guest?.member.code === known.code;
    if (!known) openGuest({ source: 'server', member: reply.data });
    else if (stillHere) update({ guest: { source: 'server', member: reply.data } });
    return;
  }
  update({ searching: false });
  if (reply.reason === 'network') {
    if (!known) openGuest({ source: 'code', member: guestOfCode(code) });
    return;
  }
  if (known || reply.reason === 'unchanged') return;
  soundBad();
  update({ notice: { tone: 'bad', text: reply.problem.detail } });
};

/** The guest on the screen as the server has them now. */
export const reloadGuest = async (): Promise<void> => {
  const { guest } = state();
  if (!guest) return;
  const { code } = guest.member;
  const reply = await ask<TillMember>({ path: `/v1/till/members/${encodeURIComponent(code)}` });
  if (!reply.ok) return;
  void rememberCard(reply.data);
  if (state().guest?.member.code === code) {
    update({ guest: { source: 'server', member: reply.data } });
  }
};

/** Whatever a camera, a photo or a scanner read. */
export const openScanned = (text: string, notCode: string): void => {
  const code = codeIn(text);
  if (code) void openCode(code);
  else refuseScan(notCode);
};

export const openScan = (scan: Scan, notCode: string): void => {
  const code = codeOfScan(scan);
  if (code) void openCode(code);
  else refuseScan(notCode);
};

/** Says that what was read is no card, or could not be read. */
export const refuseScan = (text: string): void => {
  soundBad();
  update({ notice: { tone: 'bad', text } });
};

let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

const askServer = async (query: string): Promise<void> => {
  asked += 1;
  const mine = asked;
  const path = `/v1/till/members?query=${encodeURIComponent(query)}`;
  const reply = await ask<{ data: DirectoryCard[] }>({ path });
  if (mine !== asked || state().query !== query) return;
  if (reply.ok) update({ found: reply.data.data, searching: false });
  else update({ searching: false });
};

/** Typing: the device answers at once, the server a moment after the last key. */
export const search = (query: string): void => {
  clearTimeout(timer);
  const sought = classify(query);
  if (sought.kind === 'nothing') {
    update({ query, found: null, searching: false, notice: null });
    return;
  }
  update({
    query,
    found: searchDirectory(state().directory, query),
    notice: null,
    searching: true,
  });
  timer = setTimeout(() => void askServer(query), SEARCH_WAIT_MS);
};

/** Enter in the search field: a code opens at once, a single hit too. */
export const submitSearch = (): void => {
  const { query, found } = state();
  const sought = classify(query);
  if (sought.kind === 'code') void openCode(sought.code);
  else if (found?.length === 1 && found[0]) chooseGuest(found[0]);
};

export const chooseGuest = (card: DirectoryCard): void => {
  openGuest({ source: 'directory', member: card });
  void reloadGuest();
};

export const nextGuest = (): void => {
  update({ guest: null, new_card: null, query: '', found: null, notice: null });
  show({ name: 'scan' });
};
