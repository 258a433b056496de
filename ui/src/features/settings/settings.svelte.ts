// The window's settings, applied to the root element as soon as they change.
import { ipc, type Settings } from '../../ipc';
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

class SettingsState {
  now = $state.raw<Settings>(plainSettings);
  /** Which part the dialog shows. */
  tab = $state<'general' | 'alerts'>('general');
  /** What is on the disk, and what is on its way there. */
  #saved = plainSettings;
  #waiting: Partial<Settings>[] = [];
  /** Nothing overtakes what is being saved. */
  #saving: Promise<unknown> = Promise.resolve();

  async read() {
    this.#saved = await ipc.settings();
    this.#show();
  }

  /** Acts at once. What the disk or the system refuses is taken back and thrown; what else was chosen stays. */
  async change(part: Partial<Settings>) {
    this.#waiting.push(part);
    this.#show();
    const saving = this.#saving.then(() => this.#save(part));
    this.#saving = saving.catch(() => undefined);
    await saving;
  }
  async #save(part: Partial<Settings>) {
    try {
      this.#saved = await ipc.saveSettings({ ...this.#saved, ...part });
    } finally {
      this.#waiting = this.#waiting.filter((other) => other !== part);
      this.#show();
    }
  }
  #show() {
    this.now = Object.assign({}, this.#saved, ...this.#waiting) as Settings;
    this.apply();
  }

  apply() {
    const { language, theme, contrast, density } = this.now;
    speak(language === 'system' ? systemLang() : language);
    const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
    const root = document.documentElement;
    root.lang = lang();
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.contrast = contrast;
    root.dataset.density = density;
  }

  /** Follow the computer while the person chose to. */
  follow() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const again = () => this.apply();
    query.addEventListener('change', again);
    window.addEventListener('languagechange', again);
    return () => {
      query.removeEventListener('change', again);
      window.removeEventListener('languagechange', again);
    };
  }
}

export const settings = new SettingsState();
