// What may go along with a text, and a file's content as it crosses to Rust.

/** Files that one text carries. */
export const MOST = 10;
/** Megabytes that one file may weigh. */
export const LIMIT = 25;

/** Why a file is not even read: the code of an error, or nothing. */
export function refusal(file: File): string | null {
  if (file.size > LIMIT * 1_048_576) return 'file-too-large';
  return file.size === 0 ? 'file-empty' : null;
}

/** Base64. A folder, or a file that has gone meanwhile, cannot be read. */
export function content(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => fail({ code: 'file-unreadable', detail: {} });
    reader.readAsDataURL(file);
  });
}

/** A picture out of the clipboard has no name of its own: the time tells one from the next. */
export function named(file: File, name: string): File {
  if (!/^image\.(png|jpe?g|gif|webp|bmp)$/i.test(file.name)) return file;
  return new File([file], name + file.name.slice(file.name.lastIndexOf('.')), { type: file.type });
}

/** The files a paste brings. Text stays text; where it only names the very files, they are what is meant. */
export function pasted(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  const lines = (data?.getData('text/plain') ?? '').split(/\r?\n/).filter((line) => line.trim());
  const onlyNames = lines.every((line) => files.some((file) => decoded(line).endsWith(file.name)));
  return onlyNames ? files : [];
}

/** A file manager writes paths as addresses. */
function decoded(line: string): string {
  try {
    return decodeURIComponent(line).trim();
  } catch {
    return line.trim();
  }
}
