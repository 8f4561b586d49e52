import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Modules that touch the disk or start programs; only `server.ts` may. */
const system = ['fs', 'fs/promises', 'child_process'].flatMap((name) => [name, `node:${name}`]);

/** Ways to read a document's text. What a model says is the server's business. */
const reading = ['getText', 'lineAt', 'getWordRangeAtPosition', 'readFile', 'openTextDocument'];

export default defineConfig(
  globalIgnores(['dist/', 'src/gen/']),
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', 250],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[property.name=/^(${reading.join('|')})$/]`,
          message: 'The client does not read documents; ask the server.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: ['src/server.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: system.map((name) => ({
            name,
            message: 'Only server.ts touches the disk or starts programs.',
          })),
        },
      ],
    },
  },
);
