import { CodedError } from "../errors.ts";

/** "bad-picture": dimensions and data do not belong together. "picture-too-large": more pixels than are searched in bearable time. */
export type QrErrorCode = "bad-picture" | "picture-too-large";

/** Pixels that cannot be searched at all. A picture without a code is no error: it has no texts. */
export class QrError extends CodedError<QrErrorCode> {}
