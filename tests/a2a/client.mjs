// What another agent does that gives errand a task, with the protocol's own library:
//   node client.mjs URL TOKEN PACKAGES     PACKAGES: a node_modules folder with the library
// Each step prints its name; the first that fails ends the program with status 1. Both versions of
// the protocol are spoken.
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const [url, token, packages] = process.argv.slice(2);
const require = createRequire(packages + '/');
const { Role, TaskState } = require('@a2a-js/sdk');
const { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory } = require(
  '@a2a-js/sdk/client');

const fetchImpl = (address, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('Authorization', 'Bearer ' + token);
  return fetch(address, { ...init, headers });
};

async function connect(version) {
  const card = await new DefaultAgentCardResolver().resolve(url);
  assert.ok(card.skills.some((skill) => skill.id === 'food'));
  card.supportedInterfaces = card.supportedInterfaces
    .filter((one) => one.protocolVersion === version);
  assert.equal(card.supportedInterfaces.length, 1);
  const transport = new JsonRpcTransportFactory({ fetchImpl, legacyCompat: { enabled: true } });
  return new ClientFactory({ transports: [transport] }).createFromAgentCard(card);
}

function part(content) {
  return { content, metadata: undefined, filename: '', mediaType: '' };
}

function message(content, task) {
  return {
    tenant: '', metadata: undefined, configuration: undefined,
    message: {
      messageId: randomUUID(), role: Role.ROLE_USER, parts: [part(content)],
      taskId: task?.id ?? '', contextId: task?.contextId ?? '', metadata: undefined,
      extensions: [], referenceTaskIds: [],
    },
  };
}

const words = (value) => ({ $case: 'text', value });
const data = (value) => ({ $case: 'data', value });

// What there is to say to an ask, as its data part tells.
function answer(task) {
  const parts = task.status.message.parts.map((one) => one.content);
  const ask = parts.find((one) => one.$case === 'data').value;
  const all = { choice: { choose: 1 }, grant: { grant: true }, slot: { answer: '都可以' } };
  return data(all[ask.type]);
}

const task_of = (result) => result.payload?.value ?? result;
const state_of = (event) => (event.payload.value.status ?? {}).state;

async function order(version) {
  const client = await connect(version);
  const first = message(words('帮我点两杯少冰的珍珠奶茶,送到公司'));
  let task = task_of(await client.sendMessage(first));
  for (let turn = 0; turn < 12 && task.status.state === TaskState.TASK_STATE_INPUT_REQUIRED; ++turn)
    task = task_of(await client.sendMessage(message(answer(task), task)));
  assert.equal(task.status.state, TaskState.TASK_STATE_AUTH_REQUIRED, JSON.stringify(task));
  const card = task.status.message.parts[0].content.value;
  assert.match(card, /付款给[^]*珍珠奶茶[^]*合计.*¥/);
  assert.match(card, /errand approve \d+\.\d+/);
  // Neither words nor data sign it.
  task = task_of(await client.sendMessage(message(words('同意'), task)));
  assert.equal(task.status.state, TaskState.TASK_STATE_AUTH_REQUIRED);
  await assert.rejects(client.sendMessage(message(data({ approve: true }), task)));
  const seen = await client.getTask({ tenant: '', id: task.id, historyLength: undefined });
  assert.equal(seen.status.state, TaskState.TASK_STATE_AUTH_REQUIRED);
  assert.ok(seen.history.length > 3);
  const stopped = await client.cancelTask({ tenant: '', id: task.id, metadata: undefined });
  assert.equal(stopped.status.state, TaskState.TASK_STATE_CANCELED);
}

const steps = {
  'an order goes on to its approval': () => order('1.0'),
  'the same in the words of 0.3': () => order('0.3'),

  async 'a stream ends where the task needs the person'() {
    const client = await connect('1.0');
    const events = [];
    for await (const event of client.sendMessageStream(message(words('帮我点一杯拿铁,送到公司'))))
      events.push(event);
    assert.equal(events[0].payload.$case, 'task');
    assert.equal(events.at(-1).payload.$case, 'statusUpdate');
    assert.equal(state_of(events.at(-1)), TaskState.TASK_STATE_INPUT_REQUIRED);
  },

  async 'tasks are listed'() {
    const client = await connect('1.0');
    const listed = await client.listTasks({ tenant: '', contextId: '', status: 0, pageSize: 2,
      pageToken: '', historyLength: 0, statusTimestampAfter: undefined, includeArtifacts: false });
    assert.equal(listed.tasks.length, 2);
    assert.equal(listed.totalSize, 3);
    assert.notEqual(listed.nextPageToken, '');
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
