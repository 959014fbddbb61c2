/** Longest stretch of work before other requests get their turn, in milliseconds. */
const STRETCH_MS = 15;

/** Long work in one process: asks now and then whether others should come in between. */
export class Breath {
  private since = performance.now();

  /** Returns at once unless the stretch is over. */
  async take(): Promise<void> {
    if (performance.now() - this.since < STRETCH_MS) return;
    await new Promise<void>((done) => setImmediate(done));
    this.since = performance.now();
  }

  /** Does work that pauses by itself, and lets others in at its pauses. */
  async through<T>(steps: Generator<void, T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await this.take();
    }
  }
}
