import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { goUp } from '../app/navigation.ts';

type Props = { title: string; children?: ComponentChildren; close?: () => void };

/** The title of a screen, its tags, and the way out. */
export const Head = ({ title, children, close = goUp }: Props) => {
  const { t } = useTexts();
  return (
    <div class="person">
      <div class="grow">
        <h1>{title}</h1>
        {children}
      </div>
      <button type="button" class="close" onClick={close} aria-label={t('close')}>
        <Icon node={X} />
      </button>
    </div>
  );
};
