import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportView } from '#contract/import.ts';
import { useT } from '../i18n.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import '../parts/parts.css';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FailedStep } from './FailedStep.tsx';
import { ImportSteps } from './ImportSteps.tsx';
import { importQuery } from './import-query.ts';
import { ReadBar } from './ReadBar.tsx';
import './imports.css';

const Reading = ({ current }: { current: ImportView }) => {
  const t = useT('imports');
  const title = current.state === 'checking' ? 'checking' : 'running';
  return (
    <ReadBar
      title={t(title, { name: current.file_name })}
      share={current.bytes === 0 ? 0 : current.read_bytes / current.bytes}
      note={t('leave')}
    />
  );
};

type StepProps = { current: ImportView; isMapping: boolean; setMapping: (is: boolean) => void };

const Step = ({ current, isMapping, setMapping }: StepProps) => {
  if (isMapping) return <ColumnsStep current={current} onChecked={() => setMapping(false)} />;
  switch (current.state) {
    case 'uploaded':
      return <ColumnsStep current={current} onChecked={() => setMapping(false)} />;
    case 'checking':
    case 'running':
      return <Reading current={current} />;
    case 'checked':
      return <CheckStep current={current} onMapping={() => setMapping(true)} />;
    case 'done':
      return <DoneStep current={current} />;
    case 'failed':
      return <FailedStep current={current} onMapping={() => setMapping(true)} />;
  }
};

/** One import, at the step where it stands; it is found here again after a reload. */
export const ImportPage = () => {
  const t = useT('imports');
  const { id = '' } = useParams({ strict: false });
  const { data: current } = useSuspenseQuery(importQuery(id));
  const [isMapping, setMapping] = useState(false);
  const isAtColumns = isMapping || current.state === 'uploaded';
  const step = current.state === 'done' ? 'done' : isAtColumns ? 'columns' : 'check';
  return (
    <>
      <PageTitle
        title={t('title')}
        note={current.file_name}
        actions={
          <Link to="/admin/import" className="btn plain">
            {t('all_imports')}
          </Link>
        }
      />
      <div className="imports">
        <ImportSteps current={step} />
        <Step current={current} isMapping={isMapping} setMapping={setMapping} />
      </div>
    </>
  );
};
