/** A mail server that keeps what it is given (RFC 5321, the few commands the server under test sends). */
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { LOOPBACK } from "./hosts.ts";

export interface Mail {
  readonly recipient: string;
  /** The plain-text part, decoded. */
  readonly text: string;
}

export interface SmtpSink {
  readonly port: number;
  /** The next mail to this address that was not handed out before. Rejects after ten seconds. */
  takeMail(recipient: string): Promise<Mail>;
  close(): Promise<void>;
}

interface Waiter {
  readonly recipient: string;
  readonly resolve: (mail: Mail) => void;
}

const MAIL_TIMEOUT_MS = 10_000;

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: Mail[] = [];
  const waiters: Waiter[] = [];
  const deliver = (mail: Mail): void => {
    const index = waiters.findIndex(({ recipient }) => recipient === mail.recipient);
    if (index < 0) mails.push(mail);
    else waiters.splice(index, 1)[0]?.resolve(mail);
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that hangs up mid-mail has delivered nothing; there is nobody to tell.
    socket.on("error", () => socket.destroy());
    void converse(socket, deliver);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOOPBACK, resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    takeMail(recipient) {
      const index = mails.findIndex((mail) => mail.recipient === recipient);
      const kept = index < 0 ? undefined : mails.splice(index, 1)[0];
      return kept ? Promise.resolve(kept) : waitForMail(recipient, waiters);
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The first https address in a mail. @throws {Error} when there is none. */
export function readLink(mail: Mail): string {
  const link = /https:\/\/\S+/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error("the mail has no link");
  return link;
}

function waitForMail(recipient: string, waiters: Waiter[]): Promise<Mail> {
  const { promise, resolve, reject } = Promise.withResolvers<Mail>();
  const waiter: Waiter = {
    recipient,
    resolve: (mail) => {
      clearTimeout(timer);
      resolve(mail);
    },
  };
  const timer = setTimeout(() => {
    waiters.splice(waiters.indexOf(waiter), 1);
    reject(new Error("no mail came in time"));
  }, MAIL_TIMEOUT_MS);
  waiters.push(waiter);
  return promise;
}

async function converse(socket: Socket, deliver: (mail: Mail) => void): Promise<void> {
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  let recipient = "";
  let message: string[] | null = null;
  say("220 sink ready");
  for await (const line of createInterface({ input: socket })) {
    if (message !== null) {
      if (line !== ".") {
        // RFC 5321 section 4.5.2: a line that begins with a dot was given another one.
        message.push(line.startsWith("..") ? line.slice(1) : line);
        continue;
      }
      deliver({ recipient, text: readPlainText(message.join("\n")) });
      message = null;
      say("250 kept");
      continue;
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === "RCPT") recipient = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (command === "DATA") {
      message = [];
      say("354 go on");
    } else if (command === "QUIT") {
      say("221 bye");
      socket.end();
    } else say("250 fine");
  }
}

/** The first text/plain part, or the body of a mail without parts. */
function readPlainText(source: string): string {
  const boundary = /boundary="?([^"\s;]+)"?/.exec(source)?.[1];
  const parts = boundary ? source.split(`--${boundary}`) : [source];
  const part = parts.find((candidate) => /^content-type:\s*text\/plain/im.test(candidate)) ?? source;
  const blank = part.trimStart().indexOf("\n\n");
  const headers = part.trimStart().slice(0, blank);
  const body = part.trimStart().slice(blank + 2);
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headers)?.[1]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? decodeQuotedPrintable(body) : body;
}

function decodeQuotedPrintable(body: string): string {
  const bytes = body
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
