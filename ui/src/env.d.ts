// Build constants.
/** True only in development, tests and `--mode invented`. */
declare const __INVENTED__: boolean;
/** The catalogues of a language, joined by plugins/catalogues.ts. */
declare module 'catalogue:*' {
  const source: string;
  export default source;
}
