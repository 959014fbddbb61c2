import { useEffect, useState } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { t } from '../../../i18n';
import css from './Editor.module.css';
import { type EditorSection, type Gap, goTo } from './model';

/** The parts of the entry with how much is open in each; beside the text on the desk, one line on top of it on the phone. */
export function SectionNav({ sections, gaps }: { sections: EditorSection[]; gaps: Gap[] }) {
  const current = useCurrent(sections);
  return (
    <nav aria-label={t('entries.sections')} className={css.nav}>
      <ol>
        {sections.map(({ id, label, neutral }) => {
          const left = gaps.filter((gap) => gap.section === id).length;
          return (
            <li key={id}>
              <a
                href={`#${id}`}
                aria-current={current === id ? 'location' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(id);
                }}
              >
                <span>{label}</span>
                {!neutral && left === 0 && (
                  <span className={css.ok}>
                    <IconCheck size={16} aria-hidden />
                    <span className="dvk-hidden">{t('entries.section_complete')}</span>
                  </span>
                )}
                {!neutral && left > 0 && (
                  <span className={css.left}>
                    <span aria-hidden>{left}</span>
                    <span className="dvk-hidden">{t('entries.section_left', { n: left })}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The part that is being read: the last one whose head has passed the upper third of the window. */
function useCurrent(sections: EditorSection[]): string | undefined {
  const [current, setCurrent] = useState(sections[0]?.id);
  const ids = sections.map(({ id }) => id).join(' ');
  useEffect(() => {
    const look = (): void => {
      const passed = ids
        .split(' ')
        .filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < innerHeight / 3);
      setCurrent(passed.at(-1) ?? ids.split(' ')[0]);
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [ids]);
  useEffect(() => {
    // On the phone the line is pushed sideways to the part that is being read.
    const link = document.querySelector<HTMLElement>(`.${css.nav} a[aria-current]`);
    const line = link?.closest('ol');
    if (link && line && line.scrollWidth > line.clientWidth) line.scrollTo({ left: link.offsetLeft - 16 });
  }, [current]);
  return current;
}
