// The window's settings, applied to the root element as soon as they change.
import { ipc, type Settings } from '../../ipc';
import { lang, speak, systemLang } from '../../words/index.svelte';

export const plainSettings: Settings = {
  language: 'system',
  theme: 'system',
  contrast: 'normal',
  density: 'regular',
  sound: true,
};

class SettingsState {
  now = $state<Settings>(plainSettings);
  /** What is on its way to the disk: nothing overtakes it. */
  #saving: Promise<unknown> = Promise.resolve();

  async read() {
    this.now = await ipc.settings();
    this.apply();
  }

  async change(part: Partial<Settings>) {
    this.now = { ...this.now, ...part };
    this.apply();
    const saving = this.#saving.catch(() => undefined).then(() => ipc.saveSettings($state.snapshot(this.now)));
    this.#saving = saving;
    const saved = await saving;
    // Unless something else was chosen meanwhile.
    if (this.#saving !== saving) return;
    this.now = saved;
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
