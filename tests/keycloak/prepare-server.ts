/** Fetches and builds the server once, before several workers want it at the same moment. */

import { fetchKeycloak } from "./fetch-keycloak.ts";

console.log("Preparing Keycloak; the first time on a machine it is fetched and built …");
const { status } = await fetchKeycloak();
// Each worker finds out for itself that there is none, and says why.
console.log(`Keycloak is ${status}.`);
