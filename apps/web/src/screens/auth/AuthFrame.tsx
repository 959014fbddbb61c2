import { useEffect, type ReactNode } from 'react';
import { AppearanceMenu } from '../../app/AppearanceMenu';
import { LanguageSwitch } from '../../app/LanguageSwitch';
import { Emblem } from '../../app/Wordmark';
import { t } from '../../i18n';
import css from './AuthFrame.module.css';

export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – ${t('common.app')}`;
  }, [title]);
  return (
    <div className={css.frame}>
      <div className={css.side} aria-hidden>
        <Fields />
      </div>
      <div className={css.tools}>
        <LanguageSwitch />
        <AppearanceMenu />
      </div>
      <main className={css.main}>
        <div className={css.brand}>
          <Emblem size={52} />
          <div>
            <div className={css.app}>{t('common.app')}</div>
            <div className={css.area}>{t('common.app_area')}</div>
          </div>
        </div>
        <h1 className={css.title}>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}

/** Terraced fields under a low sun, in the movement's two colours; drawn here, so nothing is fetched for it. */
function Fields() {
  const lines = Array.from({ length: 11 }, (_, i) => {
    const y = 330 + i * 42;
    const lift = 60 - i * 4;
    return `M-20 ${y} C 140 ${y - lift}, 260 ${y + lift}, 420 ${y - lift / 3} S 660 ${y - lift}, 820 ${y}`;
  });
  return (
    <svg viewBox="0 0 800 800" preserveAspectRatio="xMidYMid slice" className={css.picture}>
      <circle cx="560" cy="250" r="92" fill="var(--dvk-gold)" opacity="0.9" />
      <path d="M-20 300 C 160 190, 300 330, 470 262 S 700 230, 820 280 V 820 H -20 Z" fill="#a3221b" />
      <g fill="none" stroke="#ffd873" strokeWidth="2" opacity="0.55">
        {lines.map((d) => (
          <path key={d} d={d} />
        ))}
      </g>
    </svg>
  );
}
