// A form in the panel docked above the reply: what is chosen and written in it stays with its ticket until it is done, on the disk
// like everything that is written.
import { tick } from 'svelte';
import { joined, Kept, type Filled } from './dock.svelte';

export { unfilled, type Filled } from './dock.svelte';

export abstract class Form<D extends Filled> extends Kept<D> {
  /** What of it is chosen or written by the person. */
  protected abstract readonly fields: readonly (keyof D & string)[];
  /** Those of them that are texts, of which none is dropped where there are two. */
  protected readonly texts: readonly (keyof D & string)[] = [];

  protected begun(draft: D) {
    return this.fields.some((field) => draft[field] !== null && draft[field] !== '');
  }
  protected lasting(draft: D): Partial<D> {
    return Object.fromEntries(this.fields.map((field) => [field, draft[field]])) as Partial<D>;
  }
  protected both(first: D, then: D): Partial<D> {
    const text = (draft: D, field: keyof D) => (draft[field] as string | null) ?? '';
    const said = this.texts.filter(
      (field) => text(first, field) && text(then, field) && text(first, field) !== text(then, field),
    );
    return Object.fromEntries(said.map((field) => [field, joined(text(first, field), text(then, field))])) as Partial<D>;
  }
  protected toldBy() {
    return false;
  }
  /** Says what is missing, and puts the caret there. */
  protected override lacks(missing: NonNullable<D['missing']>) {
    if (this.shown) this.shown.missing = missing;
    void tick().then(() => {
      const place = document.getElementById(`${this.id}-${missing}`);
      (place?.querySelector<HTMLElement>('button, input, textarea') ?? place)?.focus();
    });
  }
}
