// Lints: the wire to Rust has one door (src/ipc), no words stand outside the catalogues, and Svelte files are held to the same rules as TypeScript.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { wordsInCatalogues } from './eslint-rules/words.js';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist', 'dist-invented', 'node_modules', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, __INVENTED__: 'readonly' } } },
  { files: ['*.config.*', 'plugins/**', 'scripts/**'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      'no-undef': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': ['error', { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/ipc speaks to Rust.' }] }],
    },
  },
  {
    files: ['src/**/*.svelte'],
    plugins: { holdfast: { rules: { words: wordsInCatalogues } } },
    rules: { 'holdfast/words': 'error' },
  },
  { files: ['src/ipc/**'], rules: { 'no-restricted-imports': 'off' } },
);
