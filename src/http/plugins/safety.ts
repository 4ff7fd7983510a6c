import type { IncomingHttpHeaders } from 'node:http';
import { EarshotError } from '../../errors.ts';
import type { App } from '../app.ts';
import { isLoopback } from '../loopback.ts';

/**
 * There are no accounts yet, so whoever reaches the server may use it. Pages of other origins in the user's
 * browser reach it too, and must not:
 *
 * - A page whose own name was made to point at 127.0.0.1 (DNS rebinding) shows itself by the `Host` header.
 * - A page that sends a form or a script's request shows itself by `Origin` and `Sec-Fetch-Site`.
 *
 * Programs send neither `Origin` nor `Sec-Fetch-Site` and are let through.
 */
export function refuseForeignPages(app: App, settings: { allowedHosts: readonly string[] }): void {
  app.addHook('onRequest', async (request) => {
    const { headers, method } = request.raw;
    if (!isOwnHost(headers.host, settings.allowedHosts)) throw new EarshotError('host_refused');
    if (isForeign(headers, method ?? '', settings.allowedHosts)) throw new EarshotError('origin_refused');
  });
}

/** Whether a `Host` header, with any port, names this machine or a host that settings allow. */
export function isOwnHost(host: string | undefined, allowedHosts: readonly string[]): boolean {
  const name = hostName(`http://${host ?? ''}`);
  return name !== undefined && (isLoopback(name) || allowedHosts.includes(name));
}

/** Whether a request was made by a page of another origin in a way that could change or read something. */
export function isForeign(
  headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site' | 'sec-fetch-mode' | 'upgrade'>,
  method: string,
  allowedHosts: readonly string[],
): boolean {
  const crossSite = headers['sec-fetch-site'] === 'cross-site';
  // Following a link to a page of ours is fine; loading one of our files into a foreign page is not.
  // A WebSocket is opened by a GET, by any page, and what it then says is not seen here.
  const reads = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
  if (reads) return crossSite && headers['sec-fetch-mode'] !== 'navigate';
  if (crossSite) return true;
  return headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host, allowedHosts);
}

/** The scheme is not compared: a reverse proxy may add encryption. */
function isOwnOrigin(origin: string, host: string | undefined, allowedHosts: readonly string[]): boolean {
  const name = hostName(origin);
  if (name === undefined) return false;
  return allowedHosts.includes(name) || origin.replace(/^https?:\/\//, '') === host?.toLowerCase();
}

/** The host of an address that holds nothing else, without port and brackets. */
function hostName(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) return undefined;
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
