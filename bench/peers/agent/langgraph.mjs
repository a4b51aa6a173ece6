// The prebuilt agent of LangGraph.js. node langgraph.mjs URL IN_FLIGHT TASKS FOLDER [none]
// Its checkpoints are in SQLite in FOLDER, as its own package writes them, or with "none" nowhere.
import { ChatOpenAI } from "@langchain/openai";
import { tool } from "@langchain/core/tools";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { join } from "node:path";
import { z } from "zod";
import { about, checkStock, given, measure, sentence } from "./measure.mjs";

process.env.LANGSMITH_TRACING = "false";
const keepsNothing = process.argv[6] === "none";
const llm = new ChatOpenAI({
  model: "scripted",
  apiKey: "none",
  configuration: { baseURL: `${given.url}/v1` },
});
const agent = createReactAgent({
  llm,
  tools: [
    tool(checkStock, {
      name: "check_stock",
      description: about,
      schema: z.object({ item: z.string(), shop: z.string() }),
    }),
  ],
  checkpointer: keepsNothing
    ? undefined
    : SqliteSaver.fromConnString(join(given.folder, "langgraph.db")),
});

await measure(async (name) => {
  const state = await agent.invoke(
    { messages: [{ role: "user", content: sentence }] },
    { configurable: { thread_id: name } },
  );
  return state.messages.at(-1).content;
});
process.exit(0);
