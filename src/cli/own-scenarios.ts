import type { OwnScenarios } from '../app/drills.ts';
import { ScenarioLibrary, ScenarioVersion } from '../model/scenario-editing.ts';
import type { Api } from './api.ts';

/**
 * The scenarios of a centre, each in the version that a server plays now; asked for when they are wanted.
 * @param server the server that has them; null when there is none
 */
export function ownScenarios(server: () => Promise<Api | null>): OwnScenarios {
  let asked: Promise<Map<string, number>> | undefined;
  const inForce = () => {
    asked ??= versionsInForce(server);
    return asked;
  };
  return {
    ids: async () => [...(await inForce()).keys()],
    async yaml(id) {
      const version = (await inForce()).get(id);
      const api = await server();
      if (version === undefined || !api) return undefined;
      const address = `/api/v1/scenarios/${encodeURIComponent(id)}/versions/${version}`;
      return (await api.get(address, ScenarioVersion)).yaml;
    },
  };
}

async function versionsInForce(server: () => Promise<Api | null>): Promise<Map<string, number>> {
  const api = await server();
  if (!api) return new Map();
  const { scenarios } = await api.get('/api/v1/scenarios/versions', ScenarioLibrary);
  return new Map(
    scenarios.flatMap(({ id, origin, versions }): [string, number][] => {
      const version = versions.find((one) => one.inForce)?.version;
      return origin === 'dashboard' && version !== undefined ? [[id, version]] : [];
    }),
  );
}
