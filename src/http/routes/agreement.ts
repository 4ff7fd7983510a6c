import { AgreementOverview } from '../../model/agreement.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

export function agreementRoutes(app: App, deps: Pick<HttpParts, 'agreement'>): void {
  app.get(
    '/agreement',
    {
      schema: {
        operationId: 'getAgreement',
        summary: 'Show how far marks agree with people',
        description:
          'By source of marks and question: agreement, kappa, coverage, and whether answers may be shown as facts. It is measured when it is first asked for after a change of rules or packs, which takes some seconds.',
        tags: ['Scorecards'],
        response: {
          200: AgreementOverview.describe('How far each source of marks agrees with people.'),
          ...problems(),
        },
      },
    },
    () => deps.agreement(),
  );
}
