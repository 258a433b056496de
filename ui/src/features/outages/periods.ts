// Over how long outages are looked at together.
export const PERIODS = [7, 30, 90, 365] as const;

/** The first moment of the day so many days ago. */
export function daysAgo(days: number): number {
  const at = new Date();
  at.setDate(at.getDate() - days);
  return at.setHours(0, 0, 0, 0);
}
