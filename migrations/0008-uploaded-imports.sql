-- An import may begin with an uploaded file: a person looks at how it is read, has it checked and
-- only then has it written. The file lies in the data folder, what is known of it in this row.
alter table stamgast.import
  drop constraint import_state_check,
  add constraint import_state_check
    check (state in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed')),
  -- Null where the command line read a file of its own: then no job goes on with it.
  add column uploaded_at timestamptz,
  -- How much of the file, unpacked, there is and has been read.
  add column bytes bigint not null default 0,
  add column read_bytes bigint not null default 0,
  -- Last sign of life, by the database's clock: without one for long, its process has died.
  add column noted_at timestamptz not null default now(),
  -- When rows were first written, by the same clock as members are created by.
  add column written_from timestamptz,
  -- How often the job has begun: from the second time on it takes up what an earlier one left.
  add column attempts integer not null default 0,
  add column fault text check (fault in ('unreadable', 'internal'));

-- The job looks for what waits, of all merchants.
create index import_waiting on stamgast.import (noted_at) where state in ('checking', 'running');

-- What an import wrote is counted when it was taken up again.
create index order_import on stamgast."order" (merchant_id, import_id) where import_id is not null;
