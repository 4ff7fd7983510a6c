import { expect, test } from 'vitest';
import { arePlacesNear, type PlacedCall, sameEvent } from './same-event.ts';

test('a place is the same in another spelling, and a few doors on', () => {
  expect(arePlacesNear('12 Maple Street', '12 maple st')).toBe(true);
  expect(arePlacesNear('12 Maple Street', '16 Maple Street')).toBe(true);
  expect(arePlacesNear('the corner of Oak and Third Avenue', 'third ave and oak')).toBe(true);
});

test('another street, and the far end of the same, is another place', () => {
  expect(arePlacesNear('12 Maple Street', '12 Quarry Lane')).toBe(false);
  expect(arePlacesNear('12 Maple Street', '912 Maple Street')).toBe(false);
  expect(arePlacesNear('12 North Maple Street', '12 South Oak Street')).toBe(false);
  expect(arePlacesNear('', '12 Maple Street')).toBe(false);
});

test('calls are about one event when family, place and time are', () => {
  const call = (callId: string, own: Partial<PlacedCall> = {}): PlacedCall => ({
    callId,
    family: 'fire',
    place: '12 maple street',
    atMs: 1_000_000,
    ...own,
  });
  const others = [
    call('a'),
    call('same'),
    call('late', { atMs: 1_000_000 - 60_001 }),
    call('medical', { family: 'medical' }),
    call('elsewhere', { place: '5 harbour road' }),
  ];
  expect(sameEvent(call('a'), others, 60_000).map(({ callId }) => callId)).toEqual(['same']);
});
