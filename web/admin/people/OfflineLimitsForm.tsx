import { Check } from 'lucide';
import { type FormEvent, useState } from 'react';
import type { OfflineLimits } from '#core/offline-limits.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { sessionQuery, useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import { draftOf, limitsOf, numberOf } from './offline-draft.ts';
import '../parts/parts.css';
import './people.css';

const FIELDS = [
  { field: 'items', label: 'offline_items' },
  { field: 'items_a_day', label: 'offline_items_a_day' },
  { field: 'amount_minor', label: 'offline_amount' },
  { field: 'hours', label: 'offline_hours' },
] as const satisfies { field: keyof OfflineLimits; label: string }[];

/** From where on awards made without the network are marked for the owner to look at. */
export const OfflineLimitsForm = () => {
  const t = useT('people');
  const admin = useT('admin');
  const { intl } = useLocale();
  const { settings, currency } = useSession().shop;
  const [draft, setDraft] = useState(() => draftOf(settings.offline_limits, currency, intl));
  const limits = limitsOf(draft, currency);
  const save = useChange(
    () => api.patch('/v1/merchant', { offline_limits: limits }),
    sessionQuery.queryKey,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (limits) save.mutate(undefined);
  };
  const faultOf = (field: keyof OfflineLimits): string | undefined => {
    if (numberOf(draft, field, currency) !== null) return undefined;
    return t(field === 'amount_minor' ? 'offline_money' : 'offline_whole');
  };
  return (
    <section className="section">
      <header>
        <h2>{t('offline')}</h2>
      </header>
      <p className="quiet">{t('offline_text')}</p>
      <form className="form" onSubmit={submit}>
        <div className="offline-limits">
          {FIELDS.map(({ field, label }) => (
            <Field
              key={field}
              label={t(label, { currency })}
              inputMode={field === 'amount_minor' ? 'decimal' : 'numeric'}
              autoComplete="off"
              maxLength={16}
              value={draft[field]}
              fault={faultOf(field)}
              onChange={(event) => {
                save.reset();
                setDraft((known) => ({ ...known, [field]: event.target.value }));
              }}
            />
          ))}
        </div>
        {save.error && <Fault fault={save.error} />}
        <div className="save-line">
          <button type="submit" className="btn plain" disabled={save.isPending || !limits}>
            {admin('save')}
          </button>
          <span role="status" className="quiet">
            {save.isSuccess && (
              <>
                <Icon node={Check} small /> {admin('saved')}
              </>
            )}
          </span>
        </div>
      </form>
    </section>
  );
};
