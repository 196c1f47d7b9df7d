/** The rig's own certificate: made anew for each run, for the demo hosts only. */
import { generate } from "selfsigned";
import { LOGIN_HOST, LOOPBACK, SITE_HOST } from "./hosts.ts";

export interface Certificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export async function createCertificate(): Promise<Certificate> {
  const altNames = [
    { type: 2, value: LOGIN_HOST },
    { type: 2, value: SITE_HOST },
    { type: 7, ip: LOOPBACK },
  ] as const;
  const pems = await generate([{ name: "commonName", value: LOGIN_HOST }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
      { name: "subjectAltName", altNames: [...altNames] },
    ],
  });
  return { certificatePem: pems.cert, privateKeyPem: pems.private };
}
