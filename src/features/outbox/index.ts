export { dispatchOutbox, type OutboxEvent, type Subscriptions } from './dispatch.ts';
export { startDispatcher } from './dispatcher.ts';
