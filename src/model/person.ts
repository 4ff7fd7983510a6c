import { z } from 'zod';

/** The name a person goes by, as they typed it. */
export const Person = z.string().trim().min(1).max(200);
