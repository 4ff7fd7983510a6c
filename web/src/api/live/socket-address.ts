/** The address of a WebSocket of the server this page came from. */
export function socketAddress(path: string): string {
  return new URL(`/api/v1${path}`, window.location.href).href.replace(/^http/, 'ws');
}
