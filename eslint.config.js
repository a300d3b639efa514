import js from '@eslint/js'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

const NOTHING_LEAVES = 'Nothing leaves the page: see ARCHITECTURE.md on privacy.'

// The content security policy stops the first group, but a lint error comes years before a console
// message on a user's machine. It does not stop WebRTC or a navigation of the top window, so there
// this rule is the only guard.
const waysOut = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'RTCDataChannel',
  'SharedWorker',
  'importScripts',
]

const globalObjects = ['window', 'self', 'globalThis', 'top', 'parent']

const forbiddenProperties = [
  ...globalObjects.flatMap((object) => [
    ...waysOut.map((property) => ({ object, property, message: NOTHING_LEAVES })),
    { object, property: 'open', message: NOTHING_LEAVES },
  ]),
  { property: 'sendBeacon', message: NOTHING_LEAVES },
  { object: 'location', property: 'assign', message: NOTHING_LEAVES },
  { object: 'location', property: 'replace', message: NOTHING_LEAVES },
]

const forbiddenSyntax = [
  {
    selector: "AssignmentExpression[left.type='Identifier'][left.name='location']",
    message: NOTHING_LEAVES,
  },
  {
    selector: "AssignmentExpression[left.property.name='location']",
    message: NOTHING_LEAVES,
  },
  {
    selector: "AssignmentExpression[left.object.name='location'][left.property.name!='hash']",
    message: NOTHING_LEAVES,
  },
  {
    selector:
      "AssignmentExpression[left.object.property.name='location'][left.property.name!='hash']",
    message: NOTHING_LEAVES,
  },
  {
    selector:
      "CallExpression[callee.object.property.name='location'][callee.property.name=/^(assign|replace)$/]",
    message: NOTHING_LEAVES,
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
]

export default ts.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.shots/', 'public/'] },

  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,

  {
    languageOptions: {
      globals: { ...globals.es2023 },
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-nested-ternary': 'error',
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...waysOut.map((name) => ({ name, message: NOTHING_LEAVES })),
        { name: 'open', message: NOTHING_LEAVES },
      ],
      'no-restricted-properties': ['error', ...forbiddenProperties],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-ignore': true,
          'ts-nocheck': true,
          'ts-expect-error': 'allow-with-description',
          minimumDescriptionLength: 10,
        },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // A number in a template is how most messages are built, and is never surprising.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },

  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser },
    },
    rules: {
      // Log text and file names are hostile: they reach the page as text nodes only.
      'svelte/no-at-html-tags': 'error',
      // An event handler written in markup has an `any` event for this parser; svelte-check knows its
      // type and checks it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/block-lang': ['error', { script: ['ts', null] }],
      'no-restricted-syntax': [
        'error',
        ...forbiddenSyntax,
        {
          selector:
            "SvelteAttribute[key.name='style'][value.length=1][value.0.type='SvelteLiteral']",
          message: 'The policy blocks a style attribute in markup: use a class or style:property.',
        },
      ],
    },
  },

  // What an exported function returns is a promise to other layers; spelled out, a slip shows where
  // it was made. Default exports lose the name.
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...forbiddenSyntax,
        { selector: 'ExportDefaultDeclaration', message: 'Core exports by name.' },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },

  // Command-line programs speak on the console, and tests may fetch from their own server.
  {
    files: ['src/cli/**', 'test/**', '*.config.{js,ts}'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/browser/**'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
    },
  },

  { files: ['**/*.{js,mjs}'], extends: [ts.configs.disableTypeChecked] },
)
