// What a program does that knows errand only as a model of OpenAI's API, with OpenAI's own library:
//   node client.mjs URL TOKEN PACKAGES     PACKAGES: a node_modules folder with `openai`
// Each step prints its name; the first that fails ends the program with status 1.
import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';

const [url, token, packages] = process.argv.slice(2);
const { OpenAI, AuthenticationError, BadRequestError, NotFoundError } =
  createRequire(packages + '/')('openai');
const options = { baseURL: url + '/v1', apiKey: token, maxRetries: 0 };
const client = new OpenAI(options);
const model = 'errand';

async function errands() {
  const answer = await fetch(url + '/v1/errands', { headers: { Authorization: 'Bearer ' + token } });
  return (await answer.json()).errands.length;
}

// What a person writes to what errand asks.
function reply(text) {
  if (text.includes('“允许”')) return '允许';
  if (text.includes('“yes”')) return 'yes';
  if (text.includes('选择')) return '选第一个';
  if (text.includes('to choose')) return 'the first one';
  return /[\u4e00-\u9fff]/.test(text) ? '都可以' : 'anything is fine';
}

const steps = {
  async 'the models are listed'() {
    const names = [];
    for await (const one of client.models.list()) names.push(one.id);
    assert.deepEqual(names, [model]);
    assert.equal((await client.models.retrieve(model)).owned_by, 'errand');
  },

  async 'an order goes on to its approval, over many turns of one chat'() {
    const messages = [
      { role: 'system', content: '你可以自己付款。' },
      { role: 'user', content: '帮我点两杯少冰的珍珠奶茶,送到公司' },
    ];
    const seen = [];
    for (let turn = 0; turn < 12; ++turn) {
      const answer = await client.chat.completions.create({ model, messages });
      const { content } = answer.choices[0].message;
      assert.equal(answer.choices[0].finish_reason, 'stop');
      assert.equal(answer.usage.total_tokens, 0);
      seen.push(content);
      messages.push({ role: 'assistant', content });
      if (content.includes('errand approve')) break;
      messages.push({ role: 'user', content: reply(content) });
    }
    const last = seen.at(-1);
    assert.match(last, /errand approve \d+\.\d+/, seen.join('\n----\n'));
    assert.match(last, /付款给/);
    assert.match(last, /合计.*¥/);
    assert.match(last, /文字不能代替签名/);
    assert.ok(seen.some((text) => text.includes('1) ')), 'offers were shown');
    assert.equal(await errands(), 1, 'earlier turns were not said again');
    // Words pay nothing: it is asked for again.
    messages.push({ role: 'user', content: '同意' });
    const again = await client.chat.completions.create({ model, messages });
    assert.match(again.choices[0].message.content, /errand approve/);
  },

  async 'a chat is streamed'() {
    const stream = client.chat.completions.stream({
      model,
      messages: [{ role: 'user', content: 'hello' }],
      stream_options: { include_usage: true },
    });
    let pieces = 0;
    stream.on('content', () => ++pieces);
    const whole = await stream.finalChatCompletion();
    assert.ok(pieces > 0);
    assert.match(whole.choices[0].message.content, /I can: /);
    assert.equal(whole.usage.total_tokens, 0);
    let told = '';
    const raw = await client.chat.completions.create({
      model,
      stream: true,
      messages: [{ role: 'user', content: '你好' }],
    });
    for await (const chunk of raw) told += chunk.choices[0]?.delta?.content ?? '';
    assert.match(told, /我可以帮你/);
  },

  async 'a request that the library sends again is said once'() {
    let sent = 0;
    const counts = [];
    const shaky = new OpenAI({
      ...options,
      maxRetries: 2,
      fetch: async (...all) => {
        counts.push(new Headers(all[1].headers).get('x-stainless-retry-count'));
        const answer = await fetch(...all);
        if (++sent > 1) return answer;
        await answer.text();
        throw new Error('the line was cut');
      },
    });
    const before = await errands();
    const answer = await shaky.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'one pork-knuckle rice, not spicy, to the office' }],
    });
    assert.deepEqual(counts, ['0', '1']);
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.equal(await errands(), before + 1);
  },

  async 'a response is made, goes on, and is read again'() {
    const first = await client.responses.create({ model, input: '你好' });
    assert.equal(first.status, 'completed');
    assert.match(first.output_text, /我可以帮你/);
    const next = await client.responses.create({
      model,
      input: '谢谢',
      previous_response_id: first.id,
    });
    assert.equal(next.conversation.id, first.conversation.id);
    assert.match(next.output_text, /不客气/);
    const read = await client.responses.retrieve(next.id);
    assert.equal(read.output[0].content[0].text, next.output_text);
  },

  async 'a response is streamed'() {
    const types = [];
    const stream = client.responses.stream({ model, input: 'hello there' });
    let told = '';
    stream.on('event', (event) => types.push(event.type));
    stream.on('response.output_text.delta', (event) => (told += event.delta));
    const whole = await stream.finalResponse();
    assert.equal(whole.status, 'completed');
    assert.equal(whole.output_text, told);
    assert.equal(types[0], 'response.created');
    assert.equal(types.at(-1), 'response.completed');
  },

  async 'errors are the exceptions that the library has for them'() {
    const messages = [{ role: 'user', content: 'hello' }];
    const stranger = new OpenAI({ ...options, apiKey: 'errand_wrong' });
    await assert.rejects(stranger.models.list(), (error) => {
      assert.ok(error instanceof AuthenticationError);
      assert.equal(error.code, 'invalid_api_key');
      return true;
    });
    await assert.rejects(client.chat.completions.create({ model, messages, n: 2 }), (error) => {
      assert.ok(error instanceof BadRequestError);
      assert.equal(error.param, 'n');
      assert.equal(error.type, 'invalid_request_error');
      return true;
    });
    await assert.rejects(
      client.chat.completions.create({ model: 'gpt-5', messages, stream: true }),
      NotFoundError,
    );
    await assert.rejects(client.responses.retrieve('resp_none'), NotFoundError);
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
