import { CodedError } from "../../../../lib/core/errors.ts";

/** Twenty bytes of a test key (the ASCII digits of RFC 6238), in base32. */
export const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** The code of the error that `act` throws, or "accepted". Anything but a coded error is passed on. */
export function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CodedError) return error.code as string;
    throw error;
  }
  return "accepted";
}

/** The error that `act` throws, if it is of the class `type`. */
export function errorOf<E>(type: new (...args: never[]) => E, act: () => unknown): E {
  try {
    act();
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new Error("expected an error");
}
