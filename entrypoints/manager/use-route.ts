/** The current place; changes when the address does, so that Back works and links are plain links. */

import { useEffect, useState } from "preact/hooks";
import { type Route, readRoute } from "./route.ts";

export const useRoute = (): Route => {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const stop = new AbortController();
    addEventListener("hashchange", () => setRoute(readRoute(location.hash)), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return route;
};
