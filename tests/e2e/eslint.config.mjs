import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig({
  files: ['**/*.ts'],
  extends: [
    js.configs.recommended,
    tseslint.configs.strictTypeChecked,
    tseslint.configs.stylisticTypeChecked,
  ],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    'no-restricted-globals': [
      'error',
      { name: 'setTimeout', message: 'Wait for a condition, with until().' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: "MemberExpression[property.name='waitForTimeout']",
        message: 'Wait for a condition, with until().',
      },
    ],
    'max-lines': ['error', 250],
  },
});
