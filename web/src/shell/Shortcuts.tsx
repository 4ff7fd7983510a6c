import { useDisclosure, useHotkeys } from '@mantine/hooks';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react';
import type { ShortcutGroup } from './ShortcutsDialog.tsx';

const ShortcutsDialog = lazy(() => import('./ShortcutsDialog.tsx'));

export interface Shortcut {
  /** In the notation of Mantine's `useHotkeys`; any of them triggers it. */
  keys: string[];
  /** As printed on the key cap; the first of `keys` when left out. */
  caps?: string[];
  does: string;
  run(event: KeyboardEvent): void;
}

interface Registry {
  add(id: string, group: ShortcutGroup): void;
  remove(id: string): void;
  openDialog(): void;
}

const RegistryContext = createContext<Registry | null>(null);

function useRegistry(): Registry {
  const registry = use(RegistryContext);
  if (!registry) throw new Error('ShortcutsProvider is missing');
  return registry;
}

export function useShortcutsDialog(): () => void {
  return useRegistry().openDialog;
}

/** Keys that a focused control uses itself must not also steer the page; all others go on doing so. */
const ownKeys: [controls: string, keys: RegExp][] = [
  ['a', /^Enter$/],
  ['button, summary', /^(?: |Enter)$/],
  ['[role="slider"]', /^(?:Arrow|Home$|End$|Page)/],
  ['select, input, [role="tab"], [role="radio"]', /^(?: |Enter$|Arrow|Home$|End$)/],
];
const closedWorlds = '[role="dialog"], [role="listbox"], [role="menu"]';

function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest(closedWorlds)) return true;
  return ownKeys.some(([controls, keys]) => keys.test(event.key) && target.closest(controls));
}

const ignoredTags = ['TEXTAREA', 'SELECT'];
const inputsWithoutText = ['radio', 'checkbox', 'range', 'button', 'file'];

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement && !inputsWithoutText.includes(event.target.type);
}

/** Makes keys work while the component is mounted, and lists them in the `?` dialog under `title`. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const id = useId();
  const { add, remove } = useRegistry();
  const listed = JSON.stringify(
    shortcuts.map(({ caps, keys, does }) => ({ caps: caps ?? keys.slice(0, 1), does })),
  );

  useEffect(() => {
    add(id, { title, shortcuts: JSON.parse(listed) });
    return () => remove(id);
  }, [id, title, listed, add, remove]);

  useHotkeys(
    shortcuts.flatMap(({ keys, run }) =>
      keys.map((key) => [
        key,
        (event: KeyboardEvent) => {
          if (isTyping(event) || belongsToControl(event)) return;
          event.preventDefault();
          run(event);
        },
        { preventDefault: false },
      ]),
    ),
    ignoredTags,
  );
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<ReadonlyMap<string, ShortcutGroup>>(new Map());
  const [opened, dialog] = useDisclosure(false);

  const add = useCallback((id: string, group: ShortcutGroup) => {
    setGroups((present) => new Map(present).set(id, group));
  }, []);
  const remove = useCallback((id: string) => {
    setGroups((present) => new Map([...present].filter(([key]) => key !== id)));
  }, []);
  const openDialog = dialog.open;
  const registry = useMemo(() => ({ add, remove, openDialog }), [add, remove, openDialog]);

  return (
    <RegistryContext value={registry}>
      {children}
      {opened && (
        <Suspense>
          <ShortcutsDialog groups={[...groups.values()]} onClose={dialog.close} />
        </Suspense>
      )}
    </RegistryContext>
  );
}
