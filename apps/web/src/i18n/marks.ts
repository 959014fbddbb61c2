/** Small letters without Vietnamese marks, đ as d: "Dân vận KHÉO" → "dan van kheo". For searching on the device. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}
