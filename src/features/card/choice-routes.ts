import { z } from 'zod';
import {
  type JsonAnswer,
  type RawAnswer,
  type Route,
  route,
  seeOther,
} from '#platform/http/index.ts';
import { cardLinks } from './card-view-model.ts';
import { chooseReward } from './choose-reward.ts';
import type { CardDeps } from './deps.ts';
import { htmlResponses, langQuery } from './page-answer.ts';
import { langOf } from './page-request.ts';
import { type CardRequest, cardAnswer, readCard } from './show-card.ts';
import { cardTexts } from './words.ts';

/** Empty takes the pick back. */
const form = z.object({ reward: z.string().max(60).default('') });

type ChoiceRequest = CardRequest & { body: z.output<typeof form> };

/** The page that is open fetches its new middle; without a script the browser goes back to it. */
const chosenAnswer = async (
  deps: CardDeps,
  request: ChoiceRequest,
): Promise<RawAnswer | JsonAnswer> => {
  const { body, query } = request;
  const read = await readCard(deps, request);
  if ('notice' in read) return read.notice;
  const { open, reader, source } = read;
  const rewardId = body.reward === '' ? null : body.reward;
  if (!(await chooseReward(deps, open, source, rewardId))) {
    return cardAnswer(request, read, cardTexts(reader)('choice.refused'));
  }
  if (query.fragment !== undefined) {
    return cardAnswer(request, { ...read, source: { ...source, chosen: rewardId } });
  }
  const { self } = cardLinks(open.token, open.shop.row.slug, langOf(request, reader));
  return seeOther(`${self}#choice-${rewardId ?? source.chosen ?? ''}`);
};

/** Picking a reward on the card, for the till to show first. */
export const choiceRoutes = (deps: CardDeps): Route[] => [
  route({
    method: 'POST',
    path: '/c/:token/choice',
    summary: 'Pick a reward for the till, or take the pick back',
    tag: 'card',
    internal: true,
    access: { kind: 'public', limit: 'anonymous' },
    consumes: 'form',
    params: z.object({ token: z.string().max(64) }),
    query: z.object({ ...langQuery, fragment: z.string().max(1).optional().catch(undefined) }),
    body: form,
    responses: { ...htmlResponses, 303: 'text/html' },
    handle: (request) => chosenAnswer(deps, request),
  }),
];
