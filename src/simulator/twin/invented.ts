/**
 * What twins are made of: first names that fit anybody, family names, streets and towns that are meant to be nobody's.
 * No word of a call's own is ever taken.
 */
export const givenNames =
  'Robin Casey Jordan Avery Morgan Taylor Riley Quinn Rowan Emery Skyler Dakota Finley Marlow Arden Blair Devon Ellis Harley Jules Kendall Lane Merritt Noel Peyton Reese Sage Tatum Wren Alexis'.split(
    ' ',
  );
export const familyNames =
  'Calloway Brandt Tolliver Ashcombe Denholm Fairley Gantry Haverly Ingram Jessup Kettering Lathrop Mabry Norcross Oldham Penrose Quillen Radley Sedgwick Thackeray Underhill Vickery Wexley Yarrow Zellman Abernathy Birchall Corwin Dunmore Ellery'.split(
    ' ',
  );
export const streets =
  'Alderbrook Birchfield Cedarmoor Dunwoody Elmhaven Fernhollow Glenmarsh Hawksbury Ironwood Junipero Kestrel Larkspur Mosswood Nettlecombe Orchardleigh Plumtree Quarrybank Ravenscourt Sorrel Thornbury Umberwood Violetta Willowmere Yarrowdale Zephyr'.split(
    ' ',
  );
export const towns =
  'Marrowfield Eastonbury Pellworth Crandale Hollinsford Tarnwick Osgrove Brackenville Lindersea Wetherham'.split(
    ' ',
  );
export const months =
  'January February March April May June July August September October November December'.split(' ');

/** Codes of areas that no telephone has. */
export const areaCodes = ['200', '300', '400', '600', '700', '900'];
