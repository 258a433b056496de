// The one timer of the window. Clocks read `now.ms`; their text changes only when the words change.
// It is the team's time: Rust says it with each reading of the connection, whatever this computer's clock shows.
class Now {
  ms = $state(Date.now());
  /** The team's time minus this computer's. */
  #ahead = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  start() {
    this.stop();
    this.#turn();
    this.#timer = setInterval(() => this.#turn(), 1000);
  }

  /** What time it is, by one who knows. Less than a second may be the way it took to get here. */
  said(ms: number) {
    const ahead = ms - Date.now();
    if (Math.abs(ahead - this.#ahead) < 1000) return;
    this.#ahead = Math.abs(ahead) < 1000 ? 0 : ahead;
    this.#turn();
  }

  #turn() {
    this.ms = Date.now() + this.#ahead;
  }

  stop() {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}

export const now = new Now();
