import type { ClientBase } from 'pg';
import type { ProgramDocument, ProgramVersion } from '#core/program.ts';
import { NIL_ID } from '#platform/ids/ids.ts';

const BATCH = 200;

export type MemberBatch = {
  merchantId: string;
  versions: ReadonlyMap<number, ProgramVersion>;
  memberIds: string[];
};

/** All members with decisions, some at a time, merchant by merchant. */
export async function* eachMemberBatch(client: ClientBase): AsyncGenerator<MemberBatch> {
  const { rows } = await client.query<{ merchant_id: string }>(
    'select merchant_id from stamgast.merchant order by merchant_id',
  );
  for (const { merchant_id: merchantId } of rows) {
    const versions = await versionsOf(client, merchantId);
    for (let after = NIL_ID; ; ) {
      const memberIds = await memberIdsAfter(client, merchantId, after);
      const last = memberIds.at(-1);
      if (last === undefined) break;
      yield { merchantId, versions, memberIds };
      after = last;
    }
  }
}

async function versionsOf(
  client: ClientBase,
  merchantId: string,
): Promise<Map<number, ProgramVersion>> {
  const { rows } = await client.query<{ number: number; document: ProgramDocument }>(
    'select number, document from stamgast.program_version where merchant_id = $1',
    [merchantId],
  );
  return new Map(rows.map((version) => [version.number, version]));
}

async function memberIdsAfter(
  client: ClientBase,
  merchantId: string,
  after: string,
): Promise<string[]> {
  const { rows } = await client.query<{ member_id: string }>(
    `select member_id from stamgast.member_state
     where merchant_id = $1 and member_id > $2 order by member_id limit $3`,
    [merchantId, after, BATCH],
  );
  return rows.map((row) => row.member_id);
}
