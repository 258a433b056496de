// What is there at once, and what can wait until it is on the screen.

/** Longer than this nobody takes for at once: then what is known is shown, and the rest as it comes. */
const AT_ONCE = 80;

/** What comes at once; nothing when it takes longer or does not come. */
export function soon<T>(coming: Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), AT_ONCE));
  return Promise.race([coming.catch(() => undefined), late]);
}

/** When the next frame begins. */
export const nextFrame = () => new Promise<number>((done) => requestAnimationFrame(done));

/** When what was just changed is on the screen: a message that is posted while a frame is made is read when that is done. */
export const painted = () =>
  new Promise<void>((done) =>
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => (after.port1.close(), done());
      after.port2.postMessage(null);
    }),
  );
