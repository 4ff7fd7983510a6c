import { UnstyledButton } from '@mantine/core';
import type { Delivery } from '../../../../src/model/alert.ts';
import { useResend } from '../../api/alerts.ts';
import { formatClock } from '../../format/time.ts';
import { tellProblem } from '../../shell/notices.ts';
import classes from './Alerts.module.css';

/** Whether word of an alert arrived, channel by channel; what was given up can be sent again. */
export function Deliveries({ deliveries }: { deliveries: Delivery[] }) {
  const resend = useResend();
  if (deliveries.length === 0) return null;
  return (
    <ul className={classes.deliveries}>
      {deliveries.map((delivery) => (
        <li key={delivery.id} data-state={delivery.state}>
          {delivery.channel}: {stateOf(delivery)}
          {delivery.state === 'dead' && (
            <UnstyledButton
              className={classes.again}
              onClick={() =>
                resend.mutate(delivery.id, {
                  onError: (error) => tellProblem('It was not sent again', error),
                })
              }
            >
              Send again
            </UnstyledButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function stateOf({ state, signal, tries, nextTryAt, sentAt, problem }: Delivery): string {
  switch (state) {
    case 'sent':
      return `${signal}, sent${sentAt ? ` ${formatClock(sentAt)}` : ''}`;
    case 'pending':
      return nextTryAt ? `${signal}, held until ${formatClock(nextTryAt)}` : `${signal}, on its way`;
    case 'failed':
      return `${signal}, try ${tries} failed (${problem?.code ?? 'unknown'})`;
    case 'dead':
      return `${signal}, not delivered after ${tries} ${tries === 1 ? 'try' : 'tries'} (${problem?.code ?? 'unknown'})`;
  }
}
