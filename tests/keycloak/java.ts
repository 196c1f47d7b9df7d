/** Finding a Java that can run the server, and starting the server's class with it. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

// Keycloak 26 supports OpenJDK 17, 21 and 25; 26.7.3 was seen starting on 17 and on 25.
const MIN_JAVA_MAJOR = 17;

export type JavaSearch =
  | { readonly status: "found"; readonly java: string; readonly major: number }
  | { readonly status: "missing"; readonly reason: string };

/** Looks at JAVA_HOME, then at the search path. */
export async function findJava(): Promise<JavaSearch> {
  const home = process.env["JAVA_HOME"];
  const candidates = [...(home ? [join(home, "bin", "java")] : []), "java"];
  let newest = 0;
  for (const java of candidates) {
    const major = await readMajor(java);
    if (major >= MIN_JAVA_MAJOR) return { status: "found", java, major };
    newest = Math.max(newest, major);
  }
  const seen = newest === 0 ? "no Java was found" : `the Java found is version ${newest}`;
  return { status: "missing", reason: `${seen}; version ${MIN_JAVA_MAJOR} or newer is needed` };
}

/** 0 when the program is missing or says nothing of a version. */
async function readMajor(java: string): Promise<number> {
  try {
    const { stderr } = await run(java, ["-version"]);
    return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  } catch {
    // A program that cannot be started is the documented "missing".
    return 0;
  }
}

/**
 * Arguments that start one command of the server in this very process, without its shell script: one process
 * to end, and the same on every system. `home`: an unpacked distribution. The fixed part repeats what the
 * distribution's own start script passes.
 */
export function serverArguments(home: string, command: readonly string[]): readonly string[] {
  return [
    "-Xms64m",
    "-Xmx384m",
    // Short runs gain nothing from the optimising compiler, and the small collector saves 180 MB.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:MaxMetaspaceSize=256m",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=US",
    `-Dkc.home.dir=${home}`,
    `-Djboss.server.config.dir=${join(home, "conf")}`,
    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
    "-Dpicocli.disable.closures=true",
    "--add-opens=java.base/java.util=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-opens=java.base/java.security=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-cp",
    join(home, "lib", "quarkus-run.jar"),
    "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
    ...command,
  ];
}
