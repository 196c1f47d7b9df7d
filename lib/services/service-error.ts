import { CodedError } from "../core/errors.ts";
import type { ErrorCode } from "../protocol/answer.ts";

/** A use case could not be carried out; `code` is what the asking page is told. Nothing was changed. */
export class ServiceError extends CodedError<ErrorCode> {}
