/**
 * All keys of the session memory in one place. All die with the browser. None holds an OTP secret as text (`draft` is
 * sealed under the vault key);
 * a picture waiting under `capture` may show one and goes at the first reading, the next capture or the lock.
 */
export const sessionKeys = {
  unlocked: "unlocked",
  usedSteps: "used-steps",
  refusals: "refusals",
  toConfirm: "to-confirm",
  intent: "intent",
  gesture: (tabId: number): string => `gesture:${tabId}`,
  enrolled: (tabId: number): string => `enrolled:${tabId}`,
  filled: (tabId: number): string => `filled:${tabId}`,
  submission: (tabId: number): string => `submission:${tabId}`,
  region: (tabId: number): string => `region:${tabId}`,
  capture: "capture",
  draft: "draft",
  storageDegraded: "storage-degraded",
  attempts: "attempts",
  fileAttempts: "file-attempts",
} as const;
