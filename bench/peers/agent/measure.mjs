// What every peer's program has in common: the task's tool, the tasks in flight, and the line of
// JSON that says what came of them, with the same members as `bench_agent --one`.
export const sentence =
  "How many tins of the oolong are there in the shop by the lake, and how soon can they be here?";
export const answer = "12 in stock, 25 minutes.";
export const about =
  "How many of an item a tea shop has, and in how many minutes it delivers.";

const [, , url, inFlight, tasks, folder] = process.argv;
export const given = { url, inFlight: Number(inFlight), tasks: Number(tasks), folder };

// The tool's effect: an HTTP request to the same server.
export async function checkStock({ item, shop }) {
  const query = new URLSearchParams({ item, shop });
  const got = await fetch(`${url}/stock?${query}`);
  return await got.text();
}

async function runAll(task, inFlight, tasks, milliseconds) {
  let begun = 0;
  const slot = async () => {
    while (begun < tasks) {
      const number = begun++;
      const from = performance.now();
      const said = await task(`${from}-${number}`);
      if (said !== answer) throw new Error(`not what was asked for: ${said}`);
      milliseconds?.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, slot));
}

// `task` takes a name of its own and gives the model's last words.
export async function measure(task) {
  await runAll(task, 8, 200);
  const milliseconds = [];
  const cpu = process.cpuUsage();
  const from = performance.now();
  await runAll(task, given.inFlight, given.tasks, milliseconds);
  const seconds = (performance.now() - from) / 1000;
  const used = process.cpuUsage(cpu);
  milliseconds.sort((a, b) => a - b);
  const at = (share) => milliseconds[Math.floor(share * (milliseconds.length - 1))];
  console.log(
    JSON.stringify({
      in_flight: given.inFlight,
      tasks: given.tasks,
      p50_ms: at(0.5),
      p99_ms: at(0.99),
      per_second: given.tasks / seconds,
      cpu_ms: (used.user + used.system) / 1000 / given.tasks,
      peak_mb: process.resourceUsage().maxRSS / 1024,
    }),
  );
}
