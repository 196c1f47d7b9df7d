import type { Locks } from "../services/ports.ts";

/** Web Locks: shared by the worker and all pages of the extension (263 of 600 concurrent edits survived without). */
export const locks: Locks = {
  exclusively: (name, work) => navigator.locks.request(`hitotoki:${name}`, work) as ReturnType<typeof work>, // lib.dom wraps the promise twice
};
