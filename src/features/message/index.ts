export { deliverMessages } from './deliver-messages.ts';
export type { MessageDeps } from './deps.ts';
export { type NewMessage, queueMessage } from './queue-message.ts';
export { messageRoutes } from './routes.ts';
export { messageJob, wakeDelivery } from './wake-delivery.ts';
