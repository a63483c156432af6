const NAME = 'OperatorError';

/**
 * An error the operator can mend (a wrong setting, a full disk, a second start): its message says
 * what to do, so the command line prints it without a stack.
 */
export function operatorError(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { name: NAME });
}

export function isOperatorError(error: unknown): error is Error {
  return error instanceof Error && error.name === NAME;
}
