import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { passagesOf } from './passages.ts';
import { readDocument } from './read-document.ts';
import { corrected } from './spelling.ts';
import { docxOf, pdfOf } from './testing/files.ts';

const read = (name: string, content: string | Buffer) =>
  readDocument(name, typeof content === 'string' ? Buffer.from(content) : content);

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it was read',
    (thrown) => (thrown instanceof EarshotError ? thrown.code : String(thrown)),
  );
}

test('Markdown becomes passages by its headings', async () => {
  const text =
    '# Hazards\n\nAsk first.\n\n## Gas\n\nKeep **upwind**.\n\n- No switches\n- No engines\n\n## Wires\nStay away.';
  expect(await read('hazards.md', text)).toEqual({
    format: 'markdown',
    title: 'Hazards',
    passages: [
      { headings: ['Hazards'], text: 'Ask first.' },
      { headings: ['Hazards', 'Gas'], text: 'Keep upwind.\n\n• No switches\n• No engines' },
      { headings: ['Hazards', 'Wires'], text: 'Stay away.' },
    ],
  });
});

test('of a page nothing is read that is not shown, however it is written', async () => {
  const page = `<!doctype html><title>Road &amp; Rail</title><style>p{color:red}</style><nav>Menu</nav>
    <script>document.write("</p><p>alert")</script ><h1>Crossings</h1><p>Call the <b>rail</b> desk<br>at once</p>
    <SCRIPT src=x>hidden</SCRIPT foo><p hidden>secret</p><div style="display: none">more</div>
    <table><tr><th>Line</th><th>Number</th></tr><tr><td>North</td><td>555 0100</td></tr></table>
    <img src=x onerror="alert(1)">&lt;b&gt;kept as text&lt;/b&gt;`;
  const { title, passages } = await read('page.html', page);
  expect(title).toBe('Road & Rail');
  expect(passages).toEqual([
    {
      headings: ['Crossings'],
      text: 'Call the rail desk\nat once\n\nLine · Number\n\nNorth · 555 0100\n\n<b>kept as text</b>',
    },
  ]);
});

test('plain text is cut at its own headings', async () => {
  const text =
    'SNOW PLAN\r\n\r\nPloughs go to hills first.\r\n\r\n2.1 Sirens\r\n\r\nNever on ice\r\nat night.';
  expect((await read('plan.txt', text)).passages).toEqual([
    { headings: ['SNOW PLAN'], text: 'Ploughs go to hills first.' },
    { headings: ['SNOW PLAN', '2.1 Sirens'], text: 'Never on ice\nat night.' },
  ]);
});

test('a Word document is read by its heading styles', async () => {
  const file = docxOf([
    ['Heading1', 'Pets'],
    [null, 'Animal control comes by day.'],
    ['Heading2', 'At night'],
    [null, 'Call the sheriff.'],
  ]);
  expect(await read('pets.docx', file)).toMatchObject({
    format: 'docx',
    title: 'Pets',
    passages: [
      { headings: ['Pets'], text: 'Animal control comes by day.' },
      { headings: ['Pets', 'At night'], text: 'Call the sheriff.' },
    ],
  });
});

test('a PDF is read by the size of its type, without what stands on every page', async () => {
  const page = (title: string, text: string, place: number): [number, string][] => [
    [8, 'County manual, internal'],
    [18, title],
    [10, text],
    [10, 'and so on.'],
    [8, `${place} of 3`],
  ];
  const file = pdfOf([
    page('Floods', 'Roads close', 1),
    page('Bridges', 'Look up', 2),
    page('Dams', 'Sound it', 3),
  ]);
  const { format, passages } = await read('manual.pdf', file);
  expect(format).toBe('pdf');
  expect(passages).toEqual([
    { headings: ['Floods'], text: 'Roads close and so on.' },
    { headings: ['Bridges'], text: 'Look up and so on.' },
    { headings: ['Dams'], text: 'Sound it and so on.' },
  ]);
});

test('what cannot be read is told apart', async () => {
  expect(await codeOf(read('a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])))).toBe(
    'document_unsupported',
  );
  expect(await codeOf(read('a.zip', Buffer.from('PK\u0003\u0004 no words here')))).toBe(
    'document_unsupported',
  );
  expect(await codeOf(read('a.docx', Buffer.from('PK\u0003\u0004 word/ but broken')))).toBe(
    'document_damaged',
  );
  expect(await codeOf(read('a.pdf', Buffer.from('%PDF-1.4 broken')))).toBe('document_damaged');
  expect(await codeOf(read('a.txt', '  \n \n'))).toBe('document_without_text');
  expect(await codeOf(read('scan.pdf', pdfOf([[]])))).toBe('document_without_text');
});

test('long stretches are cut between paragraphs, long paragraphs after a sentence, and nothing is lost', () => {
  const sentence = 'Every crew goes to its own station at once. ';
  const paragraphs = [sentence.repeat(60).trim(), 'Short.', 'x'.repeat(2_500)];
  const passages = passagesOf([{ headings: ['A'], paragraphs }]);
  expect(passages.every(({ text }) => text.length <= 1_200)).toBe(true);
  expect(passages[0]?.text.endsWith('once.')).toBe(true);
  const letters = (texts: string[]) => texts.join('').replace(/\s/g, '');
  expect(letters(passages.map(({ text }) => text))).toBe(letters(paragraphs));
});

test('a slip of spelling is put right by a word that is there, and nothing else is', () => {
  const known = new Set(['hazardous', 'spill', 'evacuation', 'shelter']);
  expect(corrected(['hazzardous', 'spil'], known)).toEqual(['hazardous', 'spil']);
  expect(corrected(['evacutaion'], known)).toEqual(['evacuation']);
  expect(corrected(['shel'], known)).toBeNull();
  expect(corrected(['umbrella', '1017'], known)).toBeNull();
});
