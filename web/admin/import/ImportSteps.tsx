import { useT } from '../i18n.tsx';
import { Steps } from '../parts/Steps.tsx';

const STEPS = ['file', 'columns', 'check'] as const;

/** The three steps of an import; `done` stands behind the last. */
export const ImportSteps = ({ current }: { current: (typeof STEPS)[number] | 'done' }) => {
  const t = useT('imports');
  return (
    <Steps
      label={t('steps')}
      names={STEPS.map((step) => t(`step.${step}`))}
      current={current === 'done' ? STEPS.length : STEPS.indexOf(current)}
    />
  );
};
