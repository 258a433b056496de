// The one timer of the window. Clocks read `now.ms`; their text changes only when the words change.
class Now {
  ms = $state(Date.now());
  #timer: ReturnType<typeof setInterval> | null = null;

  start() {
    this.stop();
    this.ms = Date.now();
    this.#timer = setInterval(() => (this.ms = Date.now()), 1000);
  }

  stop() {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}

export const now = new Now();
