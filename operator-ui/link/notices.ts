import { create } from 'zustand';

/** Something that the operator must read: what went wrong and what to do. */
export interface Notice {
  id: number;
  title: string;
  text: string;
  /** A way out that the operator may choose. */
  remedy?: Remedy;
}

export interface Remedy {
  label: string;
  run(): void;
}

interface NoticeStore {
  notices: readonly Notice[];
  /** From key press to the server's answer, newest command. */
  ackMs: number | null;
}

const shown = 4;
const readingMs = 9000;
let lastId = 0;

export const useNotices = create<NoticeStore>()(() => ({ notices: [], ackMs: null }));

/** Shows a notice until it was read; the same words again only renew it. */
export function notify(title: string, text: string, remedy?: Remedy): void {
  const id = ++lastId;
  const others = useNotices.getState().notices.filter((n) => n.title !== title || n.text !== text);
  useNotices.setState({ notices: [...others, { id, title, text, remedy }].slice(-shown) });
  setTimeout(() => dismiss(id), readingMs);
}

export function dismiss(id: number): void {
  const { notices } = useNotices.getState();
  useNotices.setState({ notices: notices.filter((notice) => notice.id !== id) });
}
