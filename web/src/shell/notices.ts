import { toProblem } from '../parts/to-problem.ts';

/** Says in a corner of the screen that something was not done. Loaded only when there is something to say. */
export function tellProblem(what: string, error: unknown): void {
  void import('@mantine/notifications').then(({ notifications }) => {
    const { message, code } = toProblem(error);
    notifications.show({ color: 'red', title: what, message: `${message} (${code})`, autoClose: 12_000 });
  });
}
