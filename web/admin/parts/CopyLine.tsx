import { useState } from 'react';
import { Field } from './Field.tsx';
import './parts.css';

type Props = { text: string; label: string; copy: string; copied: string };

/** Something to pass on. Where the browser gives no clipboard (plain http) it can be selected. */
export const CopyLine = ({ text, label, copy, copied }: Props) => {
  const [isCopied, setCopied] = useState(false);
  if (!navigator.clipboard) {
    return <Field label={label} value={text} readOnly onFocus={(it) => it.target.select()} />;
  }
  const take = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="copy-line">
      <code>{text}</code>
      <button type="button" className="btn plain" onClick={() => void take()}>
        {isCopied ? copied : copy}
      </button>
    </div>
  );
};
