// Runs before the first paint, so that the page does not flash in the wrong colours or text size.
// Keys and values: src/theme/appearance.ts.
(function () {
  try {
    var root = document.documentElement;
    var scheme = localStorage.getItem('dvk.scheme') || 'auto';
    if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    root.setAttribute('data-mantine-color-scheme', scheme);
    root.setAttribute('data-text-size', localStorage.getItem('dvk.textSize') || 'normal');
    root.setAttribute('data-contrast', localStorage.getItem('dvk.contrast') || 'normal');
    root.lang = localStorage.getItem('dvk.language') || 'vi';
  } catch {
    // Storage is switched off: the defaults of the page stand.
  }
})();
