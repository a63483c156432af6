/** Keeps the display on while the code is shown, moves the focus, and lets Escape close it. */
export const enhanceQrSheet = (): void => {
  const sheet = document.querySelector<HTMLElement>('#qr');
  if (!sheet) return;
  let lock: WakeLockSentinel | null = null;
  const isOpen = () => location.hash === '#qr';

  const stayAwake = async () => {
    // Refused on plain http, on low battery or by the browser: the sheet then says what helps.
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (!isOpen()) return void lock?.release();
    sheet.classList.toggle('awake', lock !== null);
  };

  const follow = () => {
    const main = document.querySelector<HTMLElement>('main');
    if (main) main.inert = isOpen();
    if (isOpen()) {
      sheet.querySelector<HTMLElement>('.close')?.focus();
      void stayAwake();
    } else {
      void lock?.release();
      lock = null;
      sheet.classList.remove('awake');
    }
  };

  window.addEventListener('hashchange', () => {
    follow();
    if (!isOpen()) document.querySelector<HTMLElement>('#show a')?.focus({ preventScroll: true });
  });
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen()) location.hash = '#show';
  });
  // A display that was turned off loses its lock; coming back takes it again.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isOpen()) void stayAwake();
  });
  if (isOpen()) follow();
};
