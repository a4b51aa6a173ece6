// Runs errand and its peers against one scripted model, turn by turn, and prints one table.
// node drive.mjs BUILD_FOLDER [--rounds N] [--quick]
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [build, ...options] = process.argv.slice(2);
const quick = options.includes("--quick");
const at = options.indexOf("--rounds");
const rounds = at < 0 ? 2 : Number(options[at + 1]);
const loads = quick
  ? [[1, 100], [64, 300], [1000, 1000]]
  : [[1, 600], [64, 2000], [1000, 3000]];
const more = 5; // tasks of what is that much faster

// The last line that the program prints, as JSON.
function lineOf(program, given) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { stdio: ["ignore", "pipe", "inherit"], cwd: here });
    let said = "";
    child.stdout.on("data", (piece) => (said += piece));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) return reject(new Error(`${program} ended with ${code}`));
      resolve(JSON.parse(said.trim().split("\n").at(-1)));
    });
  });
}

const node = (file, ...last) => (port, inFlight, tasks, folder) =>
  lineOf(process.execPath, [
    join(here, file), `http://127.0.0.1:${port}`, `${inFlight}`, `${tasks}`, folder, ...last,
  ]);
const errand = (...last) => (port, inFlight, tasks, folder) =>
  lineOf(join(build, "bench_agent"), [
    "--folder", folder, "--one", `${port}`, `${inFlight}`, `${tasks * more}`, ...last,
  ]);

const runtimes = [
  ["errand, durable, full sync", errand()],
  ["the same, answers not streamed", errand("--whole")],
  ["LangGraph.js agent + SQLite", node("langgraph.mjs")],
  ["LangGraph.js agent, nothing kept", node("langgraph.mjs", "none")],
  ["Vercel AI SDK, nothing kept", node("ai_sdk.mjs")],
];

async function best(run, port, inFlight, tasks) {
  let found;
  for (let round = 0; round < rounds; ++round) {
    const folder = mkdtempSync(join(build, "agent-peers-"));
    try {
      const is = await run(port, inFlight, tasks, folder);
      if (!found || is.per_second > found.per_second) found = is;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

const mock = spawn(join(build, "bench_mock_server"), { stdio: ["pipe", "pipe", "inherit"] });
const port = await new Promise((resolve) =>
  createInterface({ input: mock.stdout }).once("line", (line) => resolve(Number(line))),
);
console.log("| Runtime | in flight | p50 ms | tasks/s | CPU ms a task | peak MB | errand is |");
console.log("|---|---|---|---|---|---|---|");
for (const [inFlight, tasks] of loads) {
  let first;
  for (const [name, run] of runtimes) {
    const is = await best(run, port, inFlight, tasks);
    first ??= is;
    const times = (first.per_second / is.per_second).toFixed(1);
    console.log(
      `| ${name} | ${inFlight} | ${is.p50_ms.toFixed(2)} | ${is.per_second.toFixed(0)} | ` +
        `${is.cpu_ms.toFixed(2)} | ${is.peak_mb.toFixed(0)} | ${times} times as fast |`,
    );
  }
}
mock.stdin.end();
