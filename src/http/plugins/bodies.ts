import { EarshotError } from '../../errors.ts';
import type { App } from '../app.ts';

/**
 * Bodies are JSON and nothing else: a page of another origin cannot send JSON unasked, but it can send text.
 * An empty one is no body, because many clients name a type for every request.
 */
export function takeJsonOnly(app: App): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null);
    else parseJson(request, body, done);
  });
}

/** For a scope whose bodies are files of any type, as bytes; forms are refused. */
export function takeAnyBody(app: App, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('multipart/form-data', (_request, _payload, done) =>
    done(new EarshotError('media_type_unsupported')),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body: Buffer, done) =>
    done(null, body),
  );
}
