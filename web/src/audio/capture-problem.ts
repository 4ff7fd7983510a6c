/** Why no sound can be taken, and what to do about it. */
export interface CaptureProblem {
  title: string;
  text: string;
}

export const insecure: CaptureProblem = {
  title: 'This address is not secure',
  text: 'Browsers give a microphone only to pages under https:// or on this computer (localhost). Open Earshot under such an address.',
};

export const unplugged: CaptureProblem = {
  title: 'The microphone is gone',
  text: 'It was unplugged or switched off. The call goes on; choose another microphone to be heard again.',
};

export const tabGone: CaptureProblem = {
  title: 'The tab is no longer shared',
  text: 'The other side is silent from now on. To share a tab again, end this call and begin another.',
};

const byName: Record<string, CaptureProblem> = {
  NotAllowedError: {
    title: 'The microphone is not allowed',
    text: 'The browser, or this computer, does not let this page hear it. Allow it beside the address of the page, and start again.',
  },
  NotFoundError: {
    title: 'There is no microphone',
    text: 'Plug one in, or switch it on, and start again.',
  },
  OverconstrainedError: {
    title: 'This microphone is not there any more',
    text: 'Choose another one and start again.',
  },
  NotReadableError: {
    title: 'The microphone gives no sound',
    text: 'Another program may hold it. Close that, and start again.',
  },
  TabWithoutSound: {
    title: 'The tab was shared without its sound',
    text: 'Start again, and tick “Also share tab audio” where the browser asks what to share.',
  },
};

/** What a person is told when sound could not be taken. */
export function captureProblem(error: unknown): CaptureProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const text = error instanceof Error ? error.message : String(error);
  return byName[name] ?? { title: 'The microphone could not be opened', text };
}
