import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { messageListSchema, messageQuerySchema, messageSchema } from '#contract/message.ts';
import { created, type Route, refused, route } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { MessageDeps } from './deps.ts';
import { listMessages } from './list-messages.ts';
import { retryMessage } from './retry-message.ts';
import { wakeDelivery } from './wake-delivery.ts';

const access = { kind: 'merchant', only: ['staff'] } as const;

export const messageRoutes = (deps: MessageDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/messages',
    summary: 'List the e-mails sent, waiting or held',
    tag: 'message',
    access,
    query: messageQuerySchema,
    responses: { 200: messageListSchema },
    handle: ({ principal, query }) => listMessages(deps, principal, query),
  }),
  route({
    method: 'POST',
    path: '/v1/messages/:id/retries',
    summary: 'Send an e-mail that failed, is held or waits, now',
    tag: 'message',
    access,
    params: z.object({ id: idSchema('msg') }),
    naturalKey: () => true,
    responses: { 201: messageSchema },
    handle: async ({ principal, params }) => {
      const id = decodeId('msg', params.id);
      if (id === null) return refused('not_found');
      const retried = await retryMessage(deps, principal, id);
      if (!retried.ok) return retried;
      wakeDelivery(deps);
      return created(retried.message);
    },
  }),
];
