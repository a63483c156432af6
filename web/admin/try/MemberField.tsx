import { useQuery } from '@tanstack/react-query';
import { UserRound, X } from 'lucide';
import { useState } from 'react';
import { useT } from '../i18n.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import type { TriedMember } from './try-draft.ts';
import { foundQuery } from './try-query.ts';
import { useLater } from './use-later.ts';

const PAUSE_MS = 200;

type Props = { member: TriedMember | null; choose: (member: TriedMember | null) => void };

const Finder = ({ choose }: Pick<Props, 'choose'>) => {
  const t = useT('try');
  const [text, setText] = useState('');
  const asked = useLater(text.trim(), PAUSE_MS);
  const { data } = useQuery(foundQuery(asked));
  const found = asked.length >= 2 ? data?.data : undefined;
  return (
    <>
      <Field
        label={t('member')}
        type="search"
        autoComplete="off"
        placeholder={t('member.find')}
        help={t('member.new')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found && (
        <ul className="try-found">
          {found.map(({ id, name, phone, email }) => (
            <li key={id}>
              <button type="button" onClick={() => choose({ id, name })}>
                <span>{name ?? t('member.unnamed')}</span>
                <span className="small quiet">{phone ?? email}</span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="small quiet">{t('member.nobody')}</li>}
        </ul>
      )}
    </>
  );
};

/** For whom it is tried: somebody new, or a member who is looked for. */
export const MemberField = ({ member, choose }: Props) => {
  const t = useT('try');
  if (!member) return <Finder choose={choose} />;
  return (
    <div className="field">
      <span className="label">{t('member')}</span>
      <p className="try-member">
        <Icon node={UserRound} small />
        <span className="grow">{member.name ?? t('member.unnamed')}</span>
        <button
          type="button"
          className="link small"
          aria-label={`${t('member.change')}: ${t('member')}`}
          onClick={() => choose(null)}
        >
          <Icon node={X} small />
          {t('member.change')}
        </button>
      </p>
    </div>
  );
};
