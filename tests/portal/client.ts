/** A small browser for tests: follows redirects, keeps cookies, fills in forms. Runs no scripts. */
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";

const MAX_REDIRECTS = 10;

export interface Page {
  readonly status: number;
  readonly url: URL;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** Redirects followed on the way, oldest first. */
  readonly redirects: readonly string[];
}

type Fields = Readonly<Record<string, string | null>>;

export class PortalClient {
  readonly #port: number;
  /** host -> cookie name -> value. */
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(port: number) {
    this.#port = port;
  }

  get(url: string): Promise<Page> {
    return this.#follow("GET", new URL(url), null, []);
  }

  /** One request, no redirect followed. */
  send(method: string, url: string): Promise<Page> {
    return this.#once(method, new URL(url), null, []);
  }

  post(url: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    return this.#follow("POST", new URL(url), new URLSearchParams(fields).toString(), []);
  }

  /**
   * Posts a form with the values it has, changed by `fields`; null leaves a field out.
   * Without `formId` the page's first form is meant.
   */
  submit(page: Page, fields: Fields, formId?: string): Promise<Page> {
    const form = readForm(page.body, formId);
    const values = new URLSearchParams(form.values);
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) values.delete(name);
      else values.set(name, value);
    }
    return this.#follow("POST", new URL(form.action, page.url), values.toString(), []);
  }

  async #follow(method: string, url: URL, body: string | null, redirects: readonly string[]): Promise<Page> {
    const page = await this.#once(method, url, body, redirects);
    const { location } = page.headers;
    if (page.status !== 302 || location === undefined) return page;
    if (redirects.length >= MAX_REDIRECTS) throw new RangeError("too many redirects");
    const next = new URL(location, url);
    return this.#follow("GET", next, null, [...redirects, next.href]);
  }

  #once(method: string, url: URL, body: string | null, redirects: readonly string[]): Promise<Page> {
    const headers: Record<string, string> = { host: url.host, cookie: this.#cookieHeader(url.host) };
    if (body !== null) headers["content-type"] = "application/x-www-form-urlencoded";
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          path: url.pathname + url.search,
          method,
          headers,
          servername: url.hostname,
          rejectUnauthorized: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            this.#storeCookies(url.host, response.headers["set-cookie"] ?? []);
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({
              status: response.statusCode ?? 0,
              url,
              body: text,
              headers: response.headers,
              redirects,
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body ?? undefined);
    });
  }

  #cookieHeader(host: string): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #storeCookies(host: string, lines: readonly string[]): void {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    for (const line of lines) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (line.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
  }
}

/** Text with the entities of the portal's own escaping undone. */
export function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

/** Attribute of the element with that id, or null. */
export function attributeOf(body: string, id: string, name: string): string | null {
  const tag = body.match(new RegExp(`<[a-z0-9]+[^>]*\\bid="${id}"[^>]*>`))?.[0];
  const value = tag?.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
  return value === undefined ? null : unescapeHtml(value);
}

function readForm(body: string, formId: string | undefined): { action: string; values: [string, string][] } {
  const forms = [...body.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)];
  const form = forms.find((match) => formId === undefined || match[1]?.includes(`id="${formId}"`));
  if (form === undefined) throw new RangeError("the page has no such form");
  const inputs = [...(form[2] ?? "").matchAll(/<input([^>]*)>/g)].map((match) => match[1] ?? "");
  const values = inputs.flatMap((tag): [string, string][] => {
    const name = tag.match(/\sname="([^"]*)"/)?.[1];
    const type = tag.match(/\stype="([^"]*)"/)?.[1] ?? "text";
    const isChoice = type === "checkbox" || type === "radio";
    if (name === undefined || type === "submit" || (isChoice && !/\schecked\b/.test(tag))) return [];
    return [[name, unescapeHtml(tag.match(/\svalue="([^"]*)"/)?.[1] ?? (isChoice ? "on" : ""))]];
  });
  return { action: unescapeHtml(form[1]?.match(/\saction="([^"]*)"/)?.[1] ?? ""), values };
}
