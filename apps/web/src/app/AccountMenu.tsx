import { IconChevronDown, IconLogout, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut, useSession } from '../api/session';
import { t, textOf } from '../i18n';
import css from './AccountMenu.module.css';
import { Dropdown } from './Dropdown';

export function AccountMenu() {
  const { account, roles } = useSession();
  const queries = useQueryClient();
  const roleNames = [...new Set(roles.map((held) => textOf(`common.role_${held.role}`) ?? held.role))].join(' · ');
  const face = (
    <>
      <span className={css.initials} aria-hidden>
        {initials(account.fullName)}
      </span>
      <span className={css.name}>{account.fullName}</span>
      <IconChevronDown size={16} aria-hidden className={css.arrow} />
    </>
  );
  return (
    <Dropdown label={`${t('common.profile')}: ${account.fullName}`} face={face}>
      {(close) => (
        <>
          <div className={css.who}>
            <strong>{account.fullName}</strong>
            {account.title && <span>{account.title}</span>}
            <span className={css.dim}>{account.unit.name}</span>
            <span className={css.dim}>{roleNames}</span>
          </div>
          <Link to="/profile" onClick={close} className={css.item}>
            <IconUser size={18} aria-hidden />
            {t('common.profile')}
          </Link>
          <button type="button" className={css.item} onClick={() => void signOut(queries)}>
            <IconLogout size={18} aria-hidden />
            {t('auth.sign_out')}
          </button>
        </>
      )}
    </Dropdown>
  );
}

/** Vietnamese names end with the given name: "Nguyễn Thị Hoa" → "NH". */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}
