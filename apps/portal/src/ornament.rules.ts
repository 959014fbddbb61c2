/*
 * The sun of the Đông Sơn drum, as on the certificates. Drawn from numbers, so that no image file has to be kept.
 */
const GOLD = '#c8962e';
const RED = '#a8191d';

const point = (radius: number, degrees: number): string => {
  const angle = (degrees * Math.PI) / 180;
  return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
};

/** Triangles that point outwards (or inwards when `outer` is the smaller radius). */
function spokes(count: number, inner: number, outer: number, half: number): string {
  let path = '';
  for (let i = 0; i < count; i += 1) {
    const angle = (360 / count) * i - 90;
    path += `M${point(outer, angle)}L${point(inner, angle + half)}L${point(inner, angle - half)}z`;
  }
  return path;
}

/** Large and faint, behind the head of the home page; in gold, which reads on light and dark. */
export function drumSvg(): string {
  const rings = [98, 95.5, 87, 75, 73, 64, 47, 45].map((r) => `<circle r="${r}"/>`).join('');
  const beads = Array.from({ length: 72 }, (_, i) => point(91.2, i * 5).split(' '))
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="1.3"/>`)
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200"><g fill="none" stroke="${GOLD}" stroke-width=".7">${rings}</g>` +
    `<g fill="${GOLD}">${beads}<path d="${spokes(72, 76.5, 85.5, 1.5)}${spokes(48, 49, 62.5, 2)}${spokes(14, 15, 43, 12.8)}"/><circle r="15"/></g></svg>`
  );
}

/** Fourteen gold rays on red: the site's sign in the head and in the browser's tab. */
export function iconSvg(): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100"><rect x="-50" y="-50" width="100" height="100" rx="22" fill="${RED}"/>` +
    `<path fill="#f2dca0" d="${spokes(14, 13, 38, 12.8)}"/><circle r="13" fill="#f2dca0"/></svg>`
  );
}
