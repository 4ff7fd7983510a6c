import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type FakeTcp, openFakeTcp } from './fake-tcp.ts';

/** A mail server in memory: 451 for who is `busy@`, 550 for who is `refused@`, everybody else gets the mail. */
export interface FakeSmtp extends FakeTcp {
  readonly mails: string[];
}

export async function openFakeSmtp(): Promise<FakeSmtp> {
  const mails: string[] = [];
  const tcp = await openFakeTcp((socket) => converse(socket, mails));
  return { ...tcp, mails };
}

function converse(socket: Socket, mails: string[]): void {
  let mail: string[] | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mail.test');
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (mail) {
      if (line !== '.') {
        mail.push(line);
        return;
      }
      mails.push(mail.join('\n'));
      mail = null;
      say('250 taken');
    } else if (/^(EHLO|HELO|MAIL)/i.test(line)) say('250 mail.test');
    else if (/^RCPT.*busy@/i.test(line)) say('451 greylisted, come again');
    else if (/^RCPT.*refused@/i.test(line)) say('550 no such mailbox');
    else if (/^RCPT/i.test(line)) say('250 fine');
    else if (/^DATA/i.test(line)) {
      mail = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else say('502 not known');
  });
}
