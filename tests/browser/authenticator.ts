/** A virtual authenticator of one page, as Chromium's own tests use it: it answers where a person would. */

import type { CDPSession, Page } from "@playwright/test";

export interface AuthenticatorOptions {
  readonly hasPrf?: boolean;
  /** Whether the person is recognised when asked. */
  readonly isUserVerified?: boolean;
}

export interface Authenticator {
  credentialCount(): Promise<number>;
  /** As if all passkeys were removed in the settings of the operating system. */
  forgetAll(): Promise<void>;
  setUserVerified(isUserVerified: boolean): Promise<void>;
}

/** Lives as long as `page`, reloads included; other pages have none. */
export const addAuthenticator = async (
  page: Page,
  { hasPrf = true, isUserVerified = true }: AuthenticatorOptions = {},
): Promise<Authenticator> => {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentialCount: async () => {
      const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
    forgetAll: async () => {
      await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
    },
    setUserVerified: async (isVerified) => {
      await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: isVerified });
    },
  };
};
