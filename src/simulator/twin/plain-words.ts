import { roadKinds } from '../../analysis/text/places.ts';

/** Words that stand in names of people, places and companies and are everybody's. */
const plain: ReadonlySet<string> = new Set(
  `north south east west northeast northwest southeast southwest northbound southbound eastbound westbound bound
  first second third fourth fifth sixth seventh eighth ninth tenth old new upper lower
  apartment apt unit suite floor room building house home corner county city town township state mile marker exit
  number post box line upstairs downstairs front back left right top bottom
  street avenue road and the near behind beside between across from next
  store shop school church park hospital station bank bar restaurant hotel motel mall market pharmacy gas
  police fire patrol sheriff rescue ems ambulance emergency dispatch department service services center desk
  support customer care company insurance credit union power energy card account team office medical
  monday tuesday wednesday thursday friday saturday sunday christmas easter
  january february march april may june july august september october november december
  english spanish american god lord jesus christ mom mommy mama dad daddy papa nana grandma grandpa auntie aunt uncle
  honey sweetie sweetheart buddy dear maam sir okay narcan naloxone aed cpr internet wifi google facebook amazon netflix
  paypal ebay iphone android visa mastercard gmail yahoo hotmail outlook icloud com medicare`.split(/\s+/),
);

/** Whether a word, though it may be part of a name, gives nobody away. */
export function isPlain(word: string): boolean {
  return plain.has(word) || roadKinds.has(word);
}
