/** All keys of the session memory in one place. Per-tab keys die with the browser; none ever holds an OTP secret. */
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
} as const;
