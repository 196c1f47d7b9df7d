/** The mail the portal "sends": shown on a page of its own and readable by tests. */
import { randomInt, randomUUID } from "node:crypto";
import type { Mail } from "./types.ts";

export class Mailbox {
  #mails: Mail[] = [];

  send(mail: Omit<Mail, "id">): Mail {
    const sent = { ...mail, id: randomUUID() };
    this.#mails.push(sent);
    return sent;
  }

  /** Newest first. */
  list(): readonly Mail[] {
    return this.#mails.toReversed();
  }

  latestTo(username: string): Mail | null {
    return this.list().find((mail) => mail.to === username) ?? null;
  }

  clear(): void {
    this.#mails = [];
  }
}

/** Six digits, as many as an authenticator's code has: the two must not be told apart by length. */
export function createEmailCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}
