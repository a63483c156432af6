import type { QueryKey } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useChange } from '../use-change.ts';
import { FormDialog } from './FormDialog.tsx';

type Props = {
  title: string;
  text: string;
  submit: string;
  /** Where the answer yes is posted to. */
  path: string;
  /** What has to be read anew afterwards. */
  stale: QueryKey;
  onDone?: () => void;
  onClose: () => void;
};

/** Asks before something that can't be taken back. */
export const ConfirmDialog = ({ path, stale, text, onDone, onClose, ...dialog }: Props) => {
  const change = useChange(
    () => api.post(path),
    stale,
    () => {
      onDone?.();
      onClose();
    },
  );
  return (
    <FormDialog
      {...dialog}
      isPending={change.isPending}
      fault={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <p>{text}</p>
    </FormDialog>
  );
};
