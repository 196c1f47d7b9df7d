/** The practice users and their devices. */
import { randomUUID } from "node:crypto";
import type { Device, User, UserSpec } from "./types.ts";

/** The users every portal starts with. */
export const SEED_USERS: readonly UserSpec[] = [
  { username: "demo_user01", password: "Demo-pass-01", requireSetup: true },
  {
    username: "demo_user02",
    password: "Demo-pass-02",
    devices: [{ label: "自宅PC", secret: "Ab3dEf6hIjKlMnOpQrS1" }],
  },
  {
    username: "demo_user03",
    password: "Demo-pass-03",
    devices: [
      { label: "iPhone", secret: "Tk9wVu8tSr7qPo6nMl5k" },
      { label: "自宅PC", secret: "Hg4fEd3cBa2bCd1eFg0h" },
    ],
  },
  { username: "demo_user04", password: "Demo-pass-04", emailOtp: true },
];

export class UserStore {
  readonly #users = new Map<string, User>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.seed();
  }

  /** Back to the seed users in their first state. */
  seed(): void {
    this.#users.clear();
    for (const spec of SEED_USERS) this.create(spec);
  }

  /** Creates the user, replacing one of the same name. */
  create(spec: UserSpec): User {
    const user: User = {
      username: spec.username.toLowerCase(),
      password: spec.password,
      devices: (spec.devices ?? []).map((device) => this.#newDevice(device.label, device.secret)),
      requireSetup: spec.requireSetup ?? false,
      emailOtp: spec.emailOtp ?? false,
      terms: spec.terms ?? false,
      birthDate: spec.birthDate ?? null,
    };
    this.#users.set(user.username, user);
    return user;
  }

  /** A seed user back in its first state. */
  reset(username: string): User {
    const spec = SEED_USERS.find((seed) => seed.username === username);
    if (spec === undefined) throw new RangeError("not a seed user");
    return this.create(spec);
  }

  /** User ids are case-insensitive, as on the portal. */
  find(username: string): User | null {
    return this.#users.get(username.trim().toLowerCase()) ?? null;
  }

  get(username: string): User {
    const user = this.find(username);
    if (user === null) throw new RangeError("no such practice user");
    return user;
  }

  list(): readonly User[] {
    return [...this.#users.values()];
  }

  addDevice(user: User, label: string, secret: string): Device {
    const device = this.#newDevice(label, secret);
    user.devices.push(device);
    return device;
  }

  /** Without any second factor left, the next log-in asks for a new set-up. */
  removeDevice(user: User, deviceId: string): void {
    user.devices = user.devices.filter((device) => device.id !== deviceId);
    if (user.devices.length === 0 && !user.emailOtp) user.requireSetup = true;
  }

  #newDevice(label: string, secret: string): Device {
    return { id: randomUUID(), label, secret, createdAtMs: this.#now() };
  }
}
