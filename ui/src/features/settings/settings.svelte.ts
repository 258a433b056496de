// The window's settings, applied to the root element as soon as they change.
import { ipc, type QuietHours, type Settings } from '../../ipc';
import { lang, speak, systemLang } from '../../words/index.svelte';

export const plainSettings: Settings = {
  language: 'system',
  theme: 'system',
  contrast: 'normal',
  density: 'regular',
  motion: 'system',
  listLayout: 'cards',
  columns: ['channel', 'number', 'category'],
  keys: {},
  undoSeconds: 10,
  signature: '',
  captureEverywhere: false,
  captureKey: 'Ctrl+Alt+N',
  toured: false,
  sound: true,
  chime: 'twoTones',
  quiet: null,
  shift: null,
  quietEmergencies: false,
  namesInNotices: true,
  watchInTray: true,
  toldOfTray: false,
  autostart: false,
};

const USUAL: QuietHours = { from: '22:00', to: '08:00' };
export const TABS = ['general', 'keys', 'alerts'] as const;
export type Tab = (typeof TABS)[number];
/** What the system may ask a window for. */
const asks = { dark: matchMedia('(prefers-color-scheme: dark)'), contrast: matchMedia('(prefers-contrast: more)') };

class SettingsState {
  now = $state.raw<Settings>(plainSettings);
  /** Which part the dialog shows. */
  tab = $state<Tab>('general');
  /** Whether it is known by now what the person chose. */
  known = $state(false);
  /** Where the quiet hours go back to when they are put on again. */
  #hours = USUAL;
  /** What is on the disk, and what is on its way there. */
  #saved = plainSettings;
  #waiting: Partial<Settings>[] = [];
  /** Nothing overtakes what is being saved. */
  #saving: Promise<unknown> = Promise.resolve();

  async read() {
    this.#saved = await ipc.settings();
    this.known = true;
    await this.#show();
  }

  /** Acts at once. What the disk or the system refuses is taken back and thrown; what else was chosen stays. */
  async change(part: Partial<Settings>) {
    this.#waiting.push(part);
    void this.#show();
    const saving = this.#saving.then(() => this.#save(part));
    this.#saving = saving.catch(() => undefined);
    await saving;
  }
  async #save(part: Partial<Settings>) {
    try {
      this.#saved = await ipc.saveSettings({ ...this.#saved, ...part });
    } finally {
      this.#waiting = this.#waiting.filter((other) => other !== part);
      void this.#show();
    }
  }
  /** The quiet hours once they are put on or off; off, they are remembered. */
  hoursFor(on: boolean): QuietHours | null {
    if (this.now.quiet) this.#hours = this.now.quiet;
    return on ? this.#hours : null;
  }
  #show() {
    this.now = Object.assign({}, this.#saved, ...this.#waiting) as Settings;
    return this.apply();
  }

  /** Answers when the words of the language are here. Contrast that the system asks for holds where "normal" is chosen. */
  async apply() {
    const { language, theme, contrast, density, motion } = this.now;
    const root = document.documentElement;
    root.dataset.theme = theme === 'dark' || (theme === 'system' && asks.dark.matches) ? 'dark' : 'light';
    root.dataset.contrast = contrast === 'high' || asks.contrast.matches ? 'high' : 'normal';
    root.dataset.density = density;
    root.dataset.motion = motion;
    const spoken = speak(language === 'system' ? systemLang() : language);
    root.lang = lang();
    await spoken;
    root.lang = lang();
  }

  /** Follow the computer while the person chose to. */
  follow() {
    this.known = false;
    this.#hours = USUAL;
    const again = () => void this.apply();
    for (const query of Object.values(asks)) query.addEventListener('change', again);
    window.addEventListener('languagechange', again);
    return () => {
      for (const query of Object.values(asks)) query.removeEventListener('change', again);
      window.removeEventListener('languagechange', again);
    };
  }
}

export const settings = new SettingsState();
