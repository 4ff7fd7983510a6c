import { BlockList, isIP } from 'node:net';
import { EarshotError } from '../errors.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a host name or address (IPv6 without brackets) is this machine's own. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const version = isIP(host);
  return version !== 0 && loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address to listen on for the host in settings. `localhost` is 127.0.0.1 alone: listening on ::1 as well
 * may fail unnoticed, and then another program answers some of the requests.
 * @throws bind_refused for any address but those of this machine
 */
export function bindAddress(host: string): string {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (!isLoopback(bare)) throw new EarshotError('bind_refused', { details: { host } });
  return bare === 'localhost' ? '127.0.0.1' : bare;
}
