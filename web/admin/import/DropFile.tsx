import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide';
import { type DragEvent, useState } from 'react';
import { MOST_UPLOAD_BYTES } from '#contract/import.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { importQuery } from './import-query.ts';
import { ReadBar } from './ReadBar.tsx';
import { upload } from './upload.ts';

const MOST_MEGABYTES = MOST_UPLOAD_BYTES / 1024 / 1024;

/** Sends the file; then the page of the new import opens. */
const useUpload = () => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [share, setShare] = useState(0);
  const sending = useMutation({
    mutationFn: (file: File) => upload(file, setShare),
    onSuccess: async (made) => {
      queries.setQueryData(importQuery(made.id).queryKey, made);
      await navigate({ to: `/admin/import/${made.id}` });
    },
  });
  return { sending, share };
};

type PickProps = { onPick: (file: File | undefined) => void };

const Pick = ({ onPick }: PickProps) => {
  const t = useT('imports');
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={isOver ? 'drop over' : 'drop'}
      aria-label={t('step.file')}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon node={FileUp} />
      <p className="strong">{t('drop')}</p>
      <label className="btn primary file-pick">
        <input
          type="file"
          accept=".csv,.txt,.tsv,.gz,text/csv,text/plain,application/gzip"
          onChange={(event) => onPick(event.target.files?.[0])}
        />
        {t('choose')}
      </label>
      <p className="small quiet">{t('file_help', { n: MOST_MEGABYTES })}</p>
    </section>
  );
};

/** The first step: a file is dropped or chosen, and goes to the server. */
export const DropFile = () => {
  const t = useT('imports');
  const { sending, share } = useUpload();
  const [isTooBig, setTooBig] = useState(false);
  const pick = (file: File | undefined) => {
    if (!file) return;
    setTooBig(file.size > MOST_UPLOAD_BYTES);
    if (file.size <= MOST_UPLOAD_BYTES) sending.mutate(file);
  };
  if (sending.isPending) {
    return <ReadBar title={t('uploading', { name: sending.variables.name })} share={share} />;
  }
  return (
    <>
      {isTooBig && (
        <p className="notice warn" role="alert">
          {t('too_big', { n: MOST_MEGABYTES })}
        </p>
      )}
      {sending.error && <Fault fault={sending.error} />}
      <Pick onPick={pick} />
    </>
  );
};
