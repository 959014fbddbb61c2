import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import css from './Dropdown.module.css';

interface Props {
  label: string;
  /** What the button shows. */
  face: ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A small panel under a button of the header. Our own, because the kit's would double the first load. */
export function Dropdown({ label, face, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div ref={box} className={css.box}>
      <button
        ref={button}
        type="button"
        className={css.button}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div id={id} role="group" aria-label={label} className={css.panel}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}
