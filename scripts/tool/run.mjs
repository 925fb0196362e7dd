/** Runs a program to its end, with the workspace's tools first on the path; an unexpected exit code is an error. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** The environment in which `node` is the pinned one and every installed tool has its plain name. */
export function toolEnvironment() {
  const path = process.env.PATH ?? process.env.Path ?? '';
  const tools = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: path.split(delimiter).includes(tools) ? path : tools + delimiter + path };
}

/**
 * `quiet` holds the output back unless it fails; `capture` returns it, too. Resolves to the standard output held, or to
 * the empty string. `accept` are the exit codes that are no error.
 */
export function run(command, args, { cwd = root, env = {}, quiet = false, capture = false, accept = [0] } = {}) {
  const held = quiet || capture;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...toolEnvironment(), ...env },
      stdio: held ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      // On Windows the tools are .cmd files, which only a shell starts.
      shell: process.platform === 'win32' && !command.includes('\\'),
    });
    let output = '';
    let standardOutput = '';
    child.stdout?.on('data', chunk => {
      output += chunk;
      standardOutput += chunk;
    });
    child.stderr?.on('data', chunk => (output += chunk));
    child.once('error', reject);
    // Not `exit`: at that event the last output may not have arrived yet.
    child.once('close', (code, signal) => {
      if (accept.includes(code)) resolve(standardOutput);
      else reject(new CommandFailed(command, args, code ?? signal, output));
    });
  });
}

export class CommandFailed extends Error {
  constructor(command, args, code, output) {
    super(`${command} ${args.join(' ')} ended with ${code}${output ? `:\n${output}` : ''}`);
    this.name = 'CommandFailed';
    this.code = code;
    /** Only the output that was held back. */
    this.output = output;
  }
}
