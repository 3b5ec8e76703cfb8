const mostNames = 1024;
const longestText = 2000;

/** What a sender calls itself and its trackers, from its INFO packets. Bounded: 1024 trackers. */
export class Names {
  /** Goes up with every change. */
  revision = 0;
  readonly #byTracker = new Map<number, string>();
  #system = '';

  setSystem(name: string): void {
    if (name === this.#system) return;
    this.#system = name;
    this.revision += 1;
  }

  set(tracker: number, name: string): void {
    const known = this.#byTracker.get(tracker);
    if (known === name || (known === undefined && this.#byTracker.size >= mostNames)) return;
    this.#byTracker.set(tracker, name);
    this.revision += 1;
  }

  /** Forgets the trackers that the sender does not name any more. */
  keep(isNamed: (tracker: number) => boolean): void {
    for (const tracker of this.#byTracker.keys()) {
      if (isNamed(tracker)) continue;
      this.#byTracker.delete(tracker);
      this.revision += 1;
    }
  }

  /** `Stage A: 0 CamA, 1 Tracker 1`, cut at some 2000 characters; empty when nothing is known. */
  text(): string {
    let text = this.#system;
    let separator = text === '' ? '' : ': ';
    for (const [id, name] of this.#byTracker) {
      if (text.length > longestText) return `${text}, …`;
      text += `${separator}${id}${name === '' ? '' : ` ${name}`}`;
      separator = ', ';
    }
    return text;
  }
}
