import { expect, test } from 'vitest';
import type { AuditRow } from '#contract/audit.ts';
import { auditCsv } from './csv.ts';

const row: AuditRow = {
  id: 'aud_1',
  at: '2026-03-05T09:00:00Z',
  actor: { kind: 'staff', id: 'stf_1', name: 'Benková, Zuzana' },
  action: 'till.changed',
  subject: null,
  details: { name: 'Pult "2"' },
};

test('[N8] the log as CSV quotes commas and quotation marks', () => {
  const [head, line] = auditCsv([row]).split('\r\n');
  expect(head).toBe('at,actor_kind,actor,actor_id,action,subject,details');
  expect(line).toBe(
    '2026-03-05T09:00:00Z,staff,"Benková, Zuzana",stf_1,till.changed,,' +
      '"{""name"":""Pult \\""2\\""""}"',
  );
});

test('[N8] a name that looks like a formula stays a text', () => {
  const actor = { ...row.actor, name: '=HYPERLINK(1)' };
  expect(auditCsv([{ ...row, actor }])).toContain(",'=HYPERLINK(1),");
});
