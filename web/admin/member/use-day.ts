import { useLocale } from '../i18n.tsx';
import { useSession } from '../session.ts';

/** Days and times of day in the shop's zone, as the reader writes them. */
export const useDay = () => {
  const { intl } = useLocale();
  const { shop } = useSession();
  const zone = { timeZone: shop.zone };
  const short = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', ...zone });
  const long = new Intl.DateTimeFormat(intl, { dateStyle: 'long', ...zone });
  const time = new Intl.DateTimeFormat(intl, { timeStyle: 'short', ...zone });
  // A birthday is a day of the calendar, the same in every zone.
  const birthday = new Intl.DateTimeFormat(intl, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const near = new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'numeric', ...zone });
  const isThisYear = (moment: Date): boolean => moment.getFullYear() === new Date().getFullYear();
  return {
    /** Without the year while it is this one. */
    shortDay: (moment: string) => {
      const date = new Date(moment);
      return (isThisYear(date) ? near : short).format(date);
    },
    day: (moment: string) => short.format(new Date(moment)),
    longDay: (moment: string) => long.format(new Date(moment)),
    time: (moment: string) => time.format(new Date(moment)),
    birthday: (date: string) => birthday.format(new Date(`${date}T00:00:00Z`)),
  };
};
