/**
 * Base of every coded error. `code` selects the text shown to the user (`errors.<code>` in the locales);
 * `message` is for developers and never carries a secret, code, URI or account name.
 */
export class CodedError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
