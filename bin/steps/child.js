import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Mendable } from './say.js';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const KEPT_OUTPUT = 20_000;

/** Runs a program in our place: same terminal, signals passed on; resolves to its exit code. */
export function runChild(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    for (const signal of PASSED_ON) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of PASSED_ON) process.removeListener(name, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs a program quietly; resolves to its exit code and the end of what it printed. */
export function runQuietly(program, args, options = {}) {
  const { timeoutMs = 900_000, ...rest } = options;
  return new Promise((resolve, reject) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...rest });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const finish = () => clearTimeout(timer);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (code) => {
      finish();
      if (code === null) reject(new Mendable(`${program} was ended or took too long:\n${output}`));
      else resolve({ code, output });
    });
  });
}
