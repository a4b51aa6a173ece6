// What a program does that drives errand as an MCP server, with the protocol's own library:
//   node client.mjs URL TOKEN PACKAGES     PACKAGES: a node_modules folder with the library
// Each step prints its name; the first that fails ends the program with status 1.
import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';

const [url, token, packages] = process.argv.slice(2);
const require = createRequire(packages + '/');
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = require(
  '@modelcontextprotocol/sdk/client/streamableHttp.js');
const { ElicitRequestSchema } = require('@modelcontextprotocol/sdk/types.js');

// `fill`: what the person fills into a form; none: the client cannot ask.
async function connect(fill, bearer = token) {
  const client = new Client({ name: 'library', version: '1' },
    { capabilities: fill ? { elicitation: {} } : {} });
  if (fill) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => fill(params));
  await client.connect(new StreamableHTTPClientTransport(new URL(url + '/mcp'),
    { requestInit: { headers: { Authorization: 'Bearer ' + bearer } } }));
  return client;
}

async function use(client, name, args) {
  const answer = await client.callTool({ name, arguments: args });
  assert.ok(!answer.isError, JSON.stringify(answer.content));
  return answer.structuredContent;
}

const steps = {
  async 'the tools are listed'() {
    const { tools } = await (await connect()).listTools();
    assert.deepEqual(tools.map((tool) => tool.name), ['errand_start', 'errand_say',
      'errand_answer', 'errand_cancel', 'errand_look', 'errand_list']);
    assert.ok(tools.every((tool) => tool.outputSchema));
  },

  async 'a wrong token opens nothing'() {
    await assert.rejects(connect(undefined, 'errand_wrong'));
  },

  async 'an order goes on to its approval, each ask put to the person'() {
    const cards = [];
    const client = await connect(({ message, requestedSchema }) => {
      cards.push(message);
      const fields = Object.keys(requestedSchema.properties);
      if (fields.includes('allow')) return { action: 'accept', content: { allow: true } };
      if (fields.includes('choose')) return { action: 'accept', content: { choose: '1' } };
      if (fields.includes('answer')) return { action: 'accept', content: { answer: '都可以' } };
      return { action: 'accept', content: {} };
    });
    const open = await use(client, 'errand_start', { text: '帮我点两杯少冰的珍珠奶茶,送到公司' });
    assert.equal(open.status, 'waiting');
    assert.equal(open.ask.type, 'approval', 'a form that was accepted paid nothing');
    assert.match(cards.at(-1), /付款给[^]*珍珠奶茶[^]*合计.*¥/);
    assert.match(cards.at(-1), /errand approve \d+\.\d+/);
    const dropped = await use(client, 'errand_answer', { ask: open.ask.id, refuse: true });
    assert.equal(dropped.status, 'declined');
  },

  async 'a client that cannot ask answers by tools'() {
    const client = await connect();
    let shown = await use(client, 'errand_start', { text: '帮我点一杯拿铁,送到公司' });
    for (let turn = 0; turn < 12 && shown.ask.type !== 'approval'; ++turn) {
      const answer = { choice: { choose: 1 }, grant: { grant: true }, slot: { answer: '都可以' } };
      shown = await use(client, 'errand_answer', { ask: shown.ask.id, ...answer[shown.ask.type] });
    }
    assert.equal(shown.ask.type, 'approval', JSON.stringify(shown));
    const list = await use(client, 'errand_list', { live: true });
    assert.ok(list.errands.some((one) => one.errand === shown.errand && one.ask));
    const stopped = await use(client, 'errand_cancel', { errand: shown.errand });
    assert.equal(stopped.status, 'cancelled');
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log('ok: ' + name);
  } catch (error) {
    console.log('failed: ' + name + '\n' + error.stack);
    process.exit(1);
  }
}
