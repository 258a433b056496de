// A short soft tone for a new alert, made on the spot: two notes of a fourth, a third of a second in all.

let context: AudioContext | null = null;

function note(on: AudioContext, pitch: number, after: number) {
  const at = on.currentTime + after;
  const tone = on.createOscillator();
  const loudness = on.createGain();
  tone.type = 'sine';
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.24);
  tone.connect(loudness).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.26);
}

/** A computer that cannot sound stays silent; the alert is there to be seen all the same. */
export async function chime() {
  try {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    note(context, 587.33, 0);
    note(context, 783.99, 0.1);
  } catch {
    context = null;
  }
}
