/** Extensions whose servers check the same Python files. */
const PYTHON_SERVERS = [
  'ms-python.vscode-pylance',
  'ms-pyright.pyright',
  'detachhead.basedpyright',
  'anysphere.cursorpyright',
  'astral-sh.ty',
  'meta.pyrefly',
];

/**
 * The settings as the server gets them: it cannot see what else runs in the editor, so `auto` is
 * decided here. Anything that is no settings passes unchanged.
 */
export function decided(settings: unknown, installed: (extension: string) => boolean): unknown {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    return settings;
  }
  const { pythonFindings = 'auto' } = settings as { pythonFindings?: unknown };
  if (pythonFindings !== 'auto') {
    return settings;
  }
  const other = PYTHON_SERVERS.some(installed);
  return { ...settings, pythonFindings: other ? 'essential' : 'all' };
}
