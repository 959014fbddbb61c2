import { useEffect, type RefObject } from 'react';

const HEADER = 72;
const GAP = 16;

/**
 * Keeps `--room` of an element at the height that is free below its upper edge, so that its foot with the main action
 * is on the screen before anything was scrolled.
 */
export function useRoom(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const measure = (): void => {
      const element = target.current;
      if (element) element.style.setProperty('--room', `${window.innerHeight - Math.max(HEADER, element.getBoundingClientRect().top) - GAP}px`);
    };
    measure();
    const seen = new ResizeObserver(measure);
    seen.observe(document.body);
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      seen.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [target]);
}
