export { findActorNames } from './audit-queries.ts';
export { type AuditEntry, audit, auditBy } from './record-audit.ts';
export { auditRoutes } from './routes.ts';
