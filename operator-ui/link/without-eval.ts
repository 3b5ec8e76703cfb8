import { z } from 'zod';

// Otherwise zod tries whether it may evaluate text, and the policy of the pages reports an attack.
// To be imported before any schema of core.
z.config({ jitless: true });
