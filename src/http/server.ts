import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { EarshotError } from '../errors.ts';
import { newId } from '../lib/ids.ts';
import type { App } from './app.ts';
import { bindAddress } from './loopback.ts';
import type { HttpParts } from './parts.ts';
import { takeJsonOnly } from './plugins/bodies.ts';
import { closeStalledRequests, releaseConnectionsOnClose } from './plugins/connections.ts';
import { serveDashboard } from './plugins/dashboard.ts';
import { answerErrors, answerUnreadable, sendError } from './plugins/errors.ts';
import { addSecurityHeaders } from './plugins/headers.ts';
import { documentRoutes } from './plugins/openapi.ts';
import { logRequests } from './plugins/request-log.ts';
import { refuseForeignPages } from './plugins/safety.ts';
import { agreementRoutes } from './routes/agreement.ts';
import { alertSettingRoutes } from './routes/alert-settings.ts';
import { alertRoutes } from './routes/alerts.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { callFileRoutes } from './routes/call-files.ts';
import { callRoutes } from './routes/calls.ts';
import { debriefPdfRoutes } from './routes/debrief-pdf.ts';
import { drillInstructionRoutes } from './routes/drill-instruction.ts';
import { drillRoutes } from './routes/drills.ts';
import { eventRoutes } from './routes/events.ts';
import { keyRoutes } from './routes/keys.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { knowledgeNameRoutes } from './routes/knowledge-names.ts';
import { languageModelRoutes } from './routes/language-models.ts';
import { liveRoutes } from './routes/live.ts';
import { promptRoutes } from './routes/prompts.ts';
import { queueRoutes } from './routes/queue.ts';
import { reviewRoutes } from './routes/review.ts';
import { scenarioEditingRoutes } from './routes/scenario-editing.ts';
import { scenarioTwinRoutes } from './routes/scenario-twins.ts';
import { scenarioRoutes } from './routes/scenarios.ts';
import { scorecardTrialRoutes } from './routes/scorecard-trials.ts';
import { scorecardRoutes } from './routes/scorecards.ts';
import { serverRoutes } from './routes/server.ts';
import { speechRoutes } from './routes/speech.ts';
import { trainingRoutes } from './routes/training.ts';
import { transcriptRoutes } from './routes/transcripts.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { voiceRoutes } from './routes/voices.ts';
import type { ServerSettings } from './settings.ts';

export interface HttpServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
}

/**
 * Starts the server: the API, its documentation and the dashboard. Disposing it ends streams, lets answers under
 * way end for a while, and then cuts what is left.
 * @throws bind_refused for an address that is not this machine's own, port_in_use, setting_invalid for an address
 * or port this machine does not let it have
 */
export async function openHttp(settings: ServerSettings, parts: HttpParts): Promise<HttpServer> {
  const address = bindAddress(settings.host);
  const app = await buildApp(settings, parts);
  await listen(app, address, settings.port);
  const { port } = app.server.address() as AddressInfo;
  const host = settings.host === 'localhost' ? 'localhost' : address;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      const cut = setTimeout(() => app.server.closeAllConnections(), settings.shutdownGraceMs);
      await app.close().finally(() => clearTimeout(cut));
    },
  };
}

async function buildApp(settings: ServerSettings, parts: HttpParts): Promise<App> {
  const app: App = fastify({
    logger: false,
    genReqId: () => newId(),
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (cause, request, reply) => {
      sendError(new EarshotError('request_invalid', { cause }), request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  takeJsonOnly(app);
  answerErrors(app, parts);
  logRequests(app, parts);
  addSecurityHeaders(app);
  refuseForeignPages(app, settings);
  closeStalledRequests(app, settings);
  releaseConnectionsOnClose(app);
  await app.register(websocket, {
    options: { maxPayload: settings.maxLiveMessageBytes, perMessageDeflate: false },
  });
  await documentRoutes(app, parts);

  serverRoutes(app, parts);
  await app.register(
    async (api) => {
      callRoutes(api, parts);
      callFileRoutes(api, parts);
      scorecardRoutes(api, parts);
      scorecardTrialRoutes(api, parts);
      agreementRoutes(api, parts);
      queueRoutes(api, parts);
      reviewRoutes(api, parts);
      speechRoutes(api, parts);
      keyRoutes(api, parts);
      languageModelRoutes(api, parts);
      eventRoutes(api, settings, parts);
      liveRoutes(api, settings, parts);
      promptRoutes(api, parts);
      alertRoutes(api, parts);
      alertSettingRoutes(api, parts);
      scenarioRoutes(api, parts);
      voiceRoutes(api, parts);
      scenarioEditingRoutes(api, parts);
      scenarioTwinRoutes(api, parts);
      drillRoutes(api, parts);
      await api.register(async (scope) => knowledgeRoutes(scope, parts));
      knowledgeNameRoutes(api, parts);
      debriefPdfRoutes(api, parts);
      drillInstructionRoutes(api, parts);
      assignmentRoutes(api, parts);
      trainingRoutes(api, parts);
      await api.register((scope) => uploadRoutes(scope, settings, parts));
      await api.register(async (scope) => transcriptRoutes(scope, settings, parts));
    },
    { prefix: '/api/v1' },
  );
  await serveDashboard(app, parts);
  return app;
}

async function listen(app: App, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new EarshotError('port_in_use', { details: { port }, cause });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      const problem =
        code === 'EACCES' ? 'This account may not use this port.' : 'This machine has no such address.';
      throw new EarshotError('setting_invalid', { details: { host, port, problem }, cause });
    }
    throw cause;
  }
}
