import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { pairingCodeSchema } from '#contract/till.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { QrCode } from '../parts/QrCode.tsx';
import { useSession } from '../session.ts';
import { staffQuery, tillsQuery } from './people-query.ts';
import { grouped, timeLeft } from './time.ts';
import './people.css';

type Props = {
  code: z.infer<typeof pairingCodeSchema>;
  name: string;
  onAgain: () => void;
  onClose: () => void;
};

const WATCH_MS = 2000;

const useNow = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** The address phones reach, which the owner's own browser may not be on. */
const useTillAddress = (): string => `${new URL(useSession().shop.join_url).origin}/till`;

const Code = ({ code, left, onAgain }: Props & { left: string | null }) => {
  const t = useT('people');
  const address = useTillAddress();
  if (left === null) {
    return (
      <div className="form">
        <p className="notice warn">
          <Icon node={TriangleAlert} />
          {t('pair_over')}
        </p>
        <button type="button" className="btn primary" onClick={onAgain}>
          {t('pair_again')}
        </button>
      </div>
    );
  }
  return (
    <ol className="pair">
      <li>
        <p>{t('pair_step_scan', { address })}</p>
        <QrCode text={`${address}#${code.code}`} label={t('pair_qr')} />
      </li>
      <li>
        <p>{t('pair_step_code')}</p>
        <p className="pair-code">{grouped(code.code)}</p>
        <p className="quiet num">{t('pair_left', { time: left })}</p>
      </li>
    </ol>
  );
};

const Paired = ({ name, onClose }: Props) => {
  const t = useT('people');
  const { data: staff = [] } = useQuery(staffQuery);
  const hasPin = staff.some((each) => each.has_pin && !each.archived);
  return (
    <div className="form">
      <p className="notice good">
        <Icon node={Check} />
        {t('pair_done', { name })}
      </p>
      {!hasPin && staff.length > 0 && (
        <p className="notice warn">
          <Icon node={TriangleAlert} />
          {t('pair_no_pin')}
        </p>
      )}
      <button type="button" className="btn primary" onClick={onClose}>
        {t('close')}
      </button>
    </div>
  );
};

/** Waits for the device: its address, its code and how long it has. */
export const PairDevice = (props: Props) => {
  const t = useT('people');
  const admin = useT('admin');
  const left = timeLeft(Date.parse(props.code.expires_at), useNow());
  const { data: tills = [] } = useQuery({ ...tillsQuery, refetchInterval: WATCH_MS });
  const till = tills.find(({ id }) => id === props.code.till_id);
  const isPaired = till?.state === 'paired';
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('pair_title')}
      closeButtonProps={{ 'aria-label': admin('cancel') }}
    >
      {isPaired ? <Paired {...props} /> : <Code {...props} left={left} />}
      <p className="visually-hidden" role="status">
        {isPaired ? t('pair_done', { name: props.name }) : t('pair_waiting')}
      </p>
    </Modal>
  );
};
