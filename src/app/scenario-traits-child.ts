import { loadPacks } from '../analysis/packs/load-packs.ts';
import { serveChild } from '../lib/serve-child.ts';
import { packsFolder, scenariosFolder } from '../places.ts';
import { loadScenarioParts } from '../simulator/load-scenarios.ts';
import { compileScenario } from '../simulator/playable.ts';
import type { ScenarioFormat } from '../simulator/scenario-format.ts';
import { traitsOf } from '../simulator/traits/traits.ts';

const packs = await loadPacks(packsFolder);
const parts = await loadScenarioParts({ scenarios: scenariosFolder, packs: packsFolder }, packs);

serveChild({
  traits(format: ScenarioFormat) {
    const pack = packs.find((one) => one.format.kind === format.kind);
    const acts = parts.acts.get(format.kind);
    if (!pack || !acts) throw new Error(`no pack is loaded for ${format.kind}`);
    return traitsOf(compileScenario(format, { acts, speech: parts.speech, pack }), packs);
  },
});
