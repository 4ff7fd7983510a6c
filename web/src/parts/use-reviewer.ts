import { useLocalStorage } from '@mantine/hooks';

/** The name decisions are signed with. There are no accounts yet: the browser keeps what its user writes. */
export function useReviewer(): [name: string, setName: (name: string) => void] {
  const [name, setName] = useLocalStorage({
    key: 'earshot-reviewer',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  return [name, setName];
}
