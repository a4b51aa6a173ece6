// The Vercel AI SDK: nothing is kept. node ai_sdk.mjs URL IN_FLIGHT TASKS FOLDER
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, stepCountIs, tool } from "ai";
import { z } from "zod";
import { about, checkStock, given, measure, sentence } from "./measure.mjs";

const provider = createOpenAICompatible({
  name: "scripted",
  baseURL: `${given.url}/v1`,
  apiKey: "none",
});
const model = provider("scripted");
const tools = {
  check_stock: tool({
    description: about,
    inputSchema: z.object({ item: z.string(), shop: z.string() }),
    execute: checkStock,
  }),
};

await measure(async () => {
  const { text } = await generateText({ model, tools, prompt: sentence, stopWhen: stepCountIs(5) });
  return text;
});
process.exit(0);
