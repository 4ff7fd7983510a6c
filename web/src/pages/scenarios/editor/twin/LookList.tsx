import { Checkbox, UnstyledButton } from '@mantine/core';
import type { OriginalKind, TwinItem } from '../../../../../../src/model/scenario-editing.ts';
import { TurnLink } from './TurnLink.tsx';
import classes from './Twin.module.css';

interface Props {
  items: readonly TwinItem[];
  looked: ReadonlySet<string>;
  callId: string;
  onLook(ids: readonly string[], isLooked: boolean): void;
  onShow(line: number): void;
}

const titles: Record<OriginalKind, string> = {
  person: 'People',
  place: 'Places',
  phone: 'Telephone numbers',
  email: 'E-mail',
  card: 'Cards',
  plate: 'Plates',
  date: 'Dates of birth',
  organisation: 'Companies',
  number: 'Other numbers',
  word: 'Words that might be names',
};

/** Everything in the call that could tell whose it was, by what it is. Words that are names only perhaps are looked at together. */
export function LookList({ items, looked, ...rest }: Props) {
  const groups = Object.entries(titles).flatMap(([kind, title]) => {
    const of = items.filter((item) => item.kind === kind);
    return of.length === 0 ? [] : [{ kind: kind as OriginalKind, title, of }];
  });
  return groups.map(({ kind, title, of }) => (
    <fieldset key={kind} className={classes.group}>
      <legend>{title}</legend>
      {kind === 'word' ? (
        <Words items={of} looked={looked} {...rest} />
      ) : (
        of.map((item) => <Item key={item.id} item={item} looked={looked} {...rest} />)
      )}
    </fieldset>
  ));
}

type ItemProps = Omit<Props, 'items'> & { item: TwinItem };

function Item({ item, looked, callId, onLook, onShow }: ItemProps) {
  const { id, text, turn, found } = item;
  return (
    <div className={classes.item} data-leak={found !== null || undefined}>
      <Checkbox
        size="xs"
        label={text}
        checked={looked.has(id)}
        onChange={({ currentTarget: { checked } }) => onLook([id], checked)}
      />
      <span className={classes.where}>
        {turn === null ? 'with the call' : <TurnLink callId={callId} turn={turn} />}
      </span>
      {found && <Leak found={found} onShow={onShow} />}
    </div>
  );
}

function Words({ items, looked, callId, onLook, onShow }: Props) {
  const ids = items.map(({ id }) => id);
  const leaks = items.filter(({ found }) => found !== null);
  return (
    <div className={classes.words} data-leak={leaks.length > 0 || undefined}>
      <Checkbox
        size="xs"
        label="I have looked at these words"
        checked={ids.every((id) => looked.has(id))}
        onChange={({ currentTarget: { checked } }) => onLook(ids, checked)}
      />
      <p>
        {items.map(({ id, text, turn }, at) => (
          <span key={id}>
            {at > 0 && ', '}
            {text}
            {turn !== null && (
              <>
                {' '}
                (<TurnLink callId={callId} turn={turn} />)
              </>
            )}
          </span>
        ))}
      </p>
      {leaks.map(({ id, found }) => found && <Leak key={id} found={found} onShow={onShow} />)}
    </div>
  );
}

function Leak({ found, onShow }: { found: NonNullable<TwinItem['found']>; onShow(line: number): void }) {
  return (
    <span className={classes.leak}>
      told as “{found.text}” in{' '}
      <UnstyledButton onClick={() => onShow(found.line)}>line {found.line}</UnstyledButton>
    </span>
  );
}
