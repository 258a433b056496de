// The sounds of a new alert, made on the spot: short and soft, and each unlike the others.
import type { Chime } from '../ipc';

/** A sine of some pitch that begins so late, swells fast and fades within so long. Times in seconds. */
type Note = { pitch: number; after: number; loud: number; fades: number };

const SOUNDS: Record<Chime, Note[]> = {
  // A fourth upwards.
  twoTones: [
    { pitch: 587.33, after: 0, loud: 0.12, fades: 0.24 },
    { pitch: 783.99, after: 0.1, loud: 0.12, fades: 0.24 },
  ],
  // One stroke: its tone and two overtones that die away sooner.
  bell: [
    { pitch: 880, after: 0, loud: 0.09, fades: 1.1 },
    { pitch: 1760, after: 0, loud: 0.03, fades: 0.6 },
    { pitch: 2637, after: 0, loud: 0.015, fades: 0.3 },
  ],
  // Twice on wood: deep and short.
  knock: [
    { pitch: 196, after: 0, loud: 0.28, fades: 0.09 },
    { pitch: 174.61, after: 0.16, loud: 0.28, fades: 0.11 },
  ],
};

let context: AudioContext | null = null;
/** Tones that are not over yet. When none is left the device rests: what plays silence keeps a thread of the computer awake. */
let sounding = 0;

function play(on: AudioContext, { pitch, after, loud, fades }: Note) {
  const at = on.currentTime + after;
  const tone = on.createOscillator();
  const loudness = on.createGain();
  tone.type = 'sine';
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(loud, at + Math.min(0.015, fades / 10));
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + fades);
  tone.connect(loudness).connect(on.destination);
  sounding += 1;
  tone.onended = () => {
    sounding -= 1;
    if (!sounding) void on.suspend();
  };
  tone.start(at);
  tone.stop(at + fades + 0.02);
}

/** From the last stroke of a sound to its next time, in seconds. */
const PAUSE = 0.4;

/** So many times, one after the other. A computer that cannot sound stays silent; the alert is there to be seen all the same. */
export async function chime(which: Chime, times = 1) {
  try {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    const notes = SOUNDS[which];
    const apart = Math.max(...notes.map((note) => note.after)) + PAUSE;
    for (let n = 0; n < times; n++) for (const note of notes) play(context, { ...note, after: note.after + n * apart });
  } catch {
    context = null;
  }
}
