import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MESSAGE_STATES, type Message } from '#contract/message.ts';
import { api, type Page } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Loading } from '../parts/Loading.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import '../parts/parts.css';
import { useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import './outbox.css';

type State = Message['state'];
type Filter = State | 'all';

const TAGS: Record<State, string> = {
  queued: 'tag',
  held: 'tag warn',
  sent: 'tag good',
  failed: 'tag bad',
};
const WATCH_MS = 10_000;

const useMessages = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: ['messages', filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (filter !== 'all') query.set('state', filter);
      if (pageParam !== '') query.set('cursor', pageParam);
      return api.get<Page<Message>>(`/v1/messages?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: WATCH_MS,
  });

/** What was not sent can be tried now; the last error stands above. */
const Retry = ({ message }: { message: Message }) => {
  const t = useT('outbox');
  const retry = useChange(() => api.post(`/v1/messages/${message.id}/retries`), ['messages']);
  if (message.state === 'sent') return null;
  return (
    <div className="retry">
      {retry.error && <Fault fault={retry.error} />}
      <button
        type="button"
        className="btn plain"
        disabled={retry.isPending}
        onClick={() => retry.mutate(undefined)}
      >
        {t('retry')}
        <span className="visually-hidden"> {message.subject}</span>
      </button>
    </div>
  );
};

const MessageRow = ({ message }: { message: Message }) => {
  const t = useT('outbox');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { state, subject, recipient, text, error, attempts, created_at } = message;
  const when = new Intl.DateTimeFormat(intl, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.zone,
  }).format(Date.parse(created_at));
  return (
    <li>
      <details className="message">
        <summary>
          <span className="grow">
            <span className="strong">{subject}</span>
            <span className="small quiet">
              {recipient} · {when}
              {attempts > 1 && ` · ${t('attempts', { n: attempts })}`}
            </span>
          </span>
          <span className={TAGS[state]}>{t(`state.${state}`)}</span>
        </summary>
        {error && <p className="notice bad">{t('last_error', { error })}</p>}
        <Retry message={message} />
        {text === null ? <p className="quiet">{t('hidden')}</p> : <pre>{text}</pre>}
      </details>
    </li>
  );
};

/** The e-mails of the business. Without a mail server they are read from here. */
export const OutboxPage = () => {
  const t = useT('outbox');
  const [filter, setFilter] = useState<Filter>('all');
  const list = useMessages(filter);
  const { data, error, refetch } = list;
  const messages = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <PageTitle title={t('title')} note={t('note')} />
      <div className="sections">
        {messages.some(({ state }) => state === 'held') && (
          <p className="notice warn">{t('held_notice')}</p>
        )}
        <SelectField
          label={t('filter')}
          value={filter}
          options={(['all', ...MESSAGE_STATES] as const).map((value) => ({
            value,
            label: t(`state.${value}`),
          }))}
          onChange={setFilter}
        />
        {error && <Fault fault={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && messages.length === 0 && <Empty>{t('empty')}</Empty>}
        <ul className="rows">
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </ul>
        <MoreButton list={list} />
      </div>
    </>
  );
};
