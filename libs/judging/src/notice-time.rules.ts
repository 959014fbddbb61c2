/** An instant as a mail writes it: '17:00 ngày 05/03/2026', in Asia/Ho_Chi_Minh (which has no summer time). */
export function noticeTime(at: Date): string {
  const text = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${text.slice(11, 16)} ngày ${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
}
