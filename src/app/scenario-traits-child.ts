import { loadPacks } from '../analysis/packs/load-packs.ts';
import { serveChild } from '../lib/serve-child.ts';
import { packsFolder, scenariosFolder } from '../places.ts';
import { loadScenarios } from '../simulator/load-scenarios.ts';
import { traitsOf } from '../simulator/traits/traits.ts';

serveChild({
  async traits() {
    const packs = await loadPacks(packsFolder);
    const scenarios = await loadScenarios({ scenarios: scenariosFolder, packs: packsFolder }, packs);
    return scenarios.map((play) => traitsOf(play, packs));
  },
});
