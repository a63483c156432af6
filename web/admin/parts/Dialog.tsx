import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { Fault } from './Fault.tsx';

type Props = {
  title: string;
  submit: string;
  isPending: boolean;
  fault: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A form that floats: its fields, what went wrong, its verb. */
export const Dialog = (props: Props) => {
  const t = useT('admin');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form className="dialog" onSubmit={submit}>
        {props.children}
        {props.fault ? <Fault fault={props.fault} /> : null}
        <div className="dialog-actions">
          <button type="button" className="btn plain" onClick={props.onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={props.isPending}>
            {props.submit}
          </button>
        </div>
      </form>
    </Modal>
  );
};
