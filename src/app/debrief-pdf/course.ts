import { ink, type Paper } from './paper.ts';

interface At {
  atMs: number;
  distress: number;
}

const height = 110;
const labels = 16;
const [calmest, worst] = [1, 5];

/** The distress of the caller over the drill: a mood stays until something moves it. */
export function drawCourse(
  {
    own,
    other,
    durationMs,
    alt,
  }: { own: readonly At[]; other: readonly At[]; durationMs: number; alt: string },
  paper: Paper,
): void {
  paper.figure(height + 8, alt, (doc, top, left) => {
    const width = paper.width - labels;
    const x = (atMs: number) =>
      left + labels + (width * Math.min(atMs, durationMs)) / Math.max(1, durationMs);
    const y = (distress: number) => top + 6 + ((worst - distress) / (worst - calmest)) * (height - 12);
    doc.font('body').fontSize(7).lineWidth(0.5);
    for (let level = calmest; level <= worst; level++) {
      doc.moveTo(x(0), y(level)).lineTo(x(durationMs), y(level)).stroke(ink.line);
      doc.fillColor(ink.quiet).text(String(level), left, y(level) - 5, { lineBreak: false });
    }
    const trace = (course: readonly At[]) => {
      const [first] = course;
      if (!first) return false;
      doc.moveTo(x(0), y(first.distress));
      let before = first.distress;
      for (const { atMs, distress } of course) {
        doc.lineTo(x(atMs), y(before)).lineTo(x(atMs), y(distress));
        before = distress;
      }
      doc.lineTo(x(durationMs), y(before));
      return true;
    };
    if (trace(other)) doc.lineWidth(1).dash(3, { space: 2 }).stroke(ink.quiet).undash();
    if (trace(own)) doc.lineWidth(1.6).stroke(ink.body);
  });
}
