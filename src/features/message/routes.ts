import { messageListSchema, messageQuerySchema } from '#contract/message.ts';
import { type Route, route } from '#platform/http/index.ts';
import type { MessageDeps } from './deps.ts';
import { listMessages } from './list-messages.ts';

export const messageRoutes = (deps: Pick<MessageDeps, 'db'>): Route[] => [
  route({
    method: 'GET',
    path: '/v1/messages',
    summary: 'List the e-mails sent, waiting or held',
    tag: 'message',
    access: { kind: 'merchant', only: ['staff'] },
    query: messageQuerySchema,
    responses: { 200: messageListSchema },
    handle: ({ principal, query }) => listMessages(deps, principal, query),
  }),
];
