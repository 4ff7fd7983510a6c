/** A time of every day, by the local clock of this machine: from and to such as 22:00. */
export interface DayWindow {
  from: string;
  to: string;
}

const dayMinutes = 24 * 60;

/** Whether an instant lies in a window that may run over midnight. Equal ends mean the whole day. */
export function isWithin({ from, to }: DayWindow, at: Date): boolean {
  const [minute, start, end] = [minuteOfDay(at), toMinute(from), toMinute(to)];
  if (start === end) return true;
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** When the window that an instant lies in ends; null when it lies in none, or the window never ends. */
export function endOfWindow(window: DayWindow, at: Date): Date | null {
  const [start, end] = [toMinute(window.from), toMinute(window.to)];
  if (start === end || !isWithin(window, at)) return null;
  const left = (end - minuteOfDay(at) + dayMinutes) % dayMinutes;
  const over = new Date(at);
  over.setSeconds(0, 0);
  over.setMinutes(over.getMinutes() + left);
  return over;
}

function minuteOfDay(at: Date): number {
  return at.getHours() * 60 + at.getMinutes();
}

function toMinute(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
