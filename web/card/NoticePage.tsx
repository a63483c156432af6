import type { Frame, NoticeView } from '#contract/card-pages.ts';
import { Plain } from './Plain.tsx';

/** A page that says what is wrong and where to go on. */
export const NoticePage = ({ view, frame }: { view: NoticeView; frame: Frame }) => (
  <Plain frame={frame} shop={view.shop} title={view.title}>
    <p class="lead">{view.text}</p>
    {view.links.map(({ href, text }) => (
      <a class="btn plain wide" key={href} href={href}>
        {text}
      </a>
    ))}
  </Plain>
);
