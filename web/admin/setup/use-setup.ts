import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MerchantView } from '#contract/merchant.ts';
import type { PosterView } from '#contract/poster.ts';
import { api } from '../api.ts';
import { useLocale } from '../i18n.tsx';
import { sessionQuery } from '../session.ts';
import { firstSetup, type KnownShop, type Setup, STEPS, type Step } from './setup-state.ts';

export type Made = { poster: PosterView };

/** The person's name is asked later: what stands before the @ is a start. */
const nameFrom = (email: string): string => {
  const before = email.split('@')[0] ?? '';
  return before === '' ? email : before.charAt(0).toUpperCase() + before.slice(1);
};

const claim = (code: string, setup: Setup, locale: string, known: KnownShop | null) =>
  api.post('/v1/owner-links/claims', {
    code,
    name: nameFrom(setup.email),
    email: setup.email.trim(),
    ...(known
      ? {}
      : {
          merchant: {
            name: setup.name.trim(),
            template: setup.trade,
            goal: setup.goal,
            currency: setup.currency,
            locale,
            zone: setup.zone,
          },
        }),
  });

/**
 * The assistant's steps and the calls between them. Going back never loses what was chosen. A shop
 * that exists has its program: it begins with what is missing.
 */
export const useSetup = (code: string, known: KnownShop | null) => {
  const { intl } = useLocale();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>(known ? 'brand' : 'program');
  const [setup, setSetup] = useState<Setup>(() =>
    firstSetup(intl, Intl.DateTimeFormat().resolvedOptions().timeZone, known),
  );
  const [logo, setLogo] = useState<File | null>(null);
  const [made, setMade] = useState<Made | null>(null);

  const change = (changes: Partial<Setup>) => setSetup((known) => ({ ...known, ...changes }));

  const create = useMutation({
    mutationFn: async (): Promise<Made> => {
      // A second attempt after a lost answer must not claim again: by then somebody is signed in.
      const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (!session) await claim(code, setup, intl, known);
      await queries.resetQueries({ queryKey: sessionQuery.queryKey });
      await queries.fetchQuery(sessionQuery);
      const { goal, color, name } = setup;
      await api.patch<MerchantView>('/v1/merchant', { goal, color, name: name.trim() });
      if (logo) await api.put('/v1/merchant/logo', logo);
      return { poster: await api.post<PosterView>('/v1/posters', { kind: 'poster' }) };
    },
    onSuccess: (result) => {
      setMade(result);
      setStep('poster');
    },
  });

  const at = STEPS.indexOf(step);
  return {
    step,
    setup,
    change,
    logo,
    setLogo,
    made,
    create,
    /** The currency of a shop stays as it was founded. */
    isKnown: known !== null,
    back: at === 1 && !known ? () => setStep('program') : null,
    /** Once the shop exists the first steps are the admin's business. */
    next: () => {
      if (step === 'brand') create.mutate();
      else setStep(STEPS[Math.min(at + 1, STEPS.length - 1)] ?? 'phone');
    },
  };
};

export type SetupControls = ReturnType<typeof useSetup>;
