import { useEffect, useRef } from 'react';
import { useShortcuts } from '../../shell/Shortcuts.tsx';

export interface DeskKey {
  /** The letter that goes with Alt. */
  letter: string;
  does: string;
  run(): void;
}

/**
 * Keys of the desk work while one types: hands stay in the form as the call goes on. Letters are told by their place on
 * the keyboard, for with Alt some keyboards write other signs.
 */
export function useDeskKeys(keys: DeskKey[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  useShortcuts(
    'At the desk',
    keys.map(({ letter, does, run }) => ({ keys: [], caps: ['Alt', letter], does, run })),
  );
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      if (document.querySelector('[aria-modal="true"]')) return;
      const key = latest.current.find(({ letter }) => event.code === `Key${letter}`);
      if (!key) return;
      event.preventDefault();
      key.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
