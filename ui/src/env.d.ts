// Build constants.
/** True only in development, tests and `--mode invented`. */
declare const __INVENTED__: boolean;
