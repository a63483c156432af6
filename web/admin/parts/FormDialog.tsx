import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useT } from '../i18n.tsx';
import { Fault } from './Fault.tsx';
import './parts.css';

type Props = {
  title: string;
  submit: string;
  isPending: boolean;
  fault: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A short form, or a question with one answer that acts, over the page it belongs to. */
export const FormDialog = (props: Props) => {
  const t = useT('admin');
  const send = (event: FormEvent) => {
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
      <form className="form" onSubmit={send}>
        {props.children}
        {props.fault ? <Fault fault={props.fault} /> : null}
        <div className="buttons">
          <button type="button" className="btn" onClick={props.onClose}>
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
