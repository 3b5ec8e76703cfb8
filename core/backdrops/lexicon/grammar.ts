import { entriesOf } from './entry.ts';

/** Words that say how much, that deny, that turn, and that say nothing of their own. */
export const grammarEntries = entriesOf([
  ['no | without | not | never | free of | minus | lacking', { kind: 'none' }],
  ['but | with | however | except that | though | yet', { kind: 'but' }],
  ['slight | slightly | faint | hint of | barely | a touch of', { kind: 'degree', factor: 0.35 }],
  [
    'light | thin | few | a few | little | soft | some | less | fewer',
    { kind: 'degree', factor: 0.55 },
  ],
  ['moderate | medium | half', { kind: 'degree', factor: 0.8 }],
  ['very | many | more | strong | big | lots of | full of', { kind: 'degree', factor: 1.4 }],
  ['heavy | thick | dense | extremely | deep | driving', { kind: 'degree', factor: 1.7 }],
  [
    'a | an | the | of | at | in | on | by | to | and | or | nor | is | it | its | this | that | there | are | be | from | under | over | above | behind | beside | near | into | through | as | for | very much | so | just | only | scene | shot | view | picture | image | backdrop | background | place | somewhere | around | while | during | time | same | again | instead | now | then | one where | when | we | see | looking | seen | wide | long | distant | far | away | sky | light | air | ground | weather | lit | hour',
    { kind: 'filler' },
  ],
]);
