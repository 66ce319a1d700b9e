import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { run } from './checks.mjs';

const client = new OpenAI({ baseURL: process.env.BASE_URL + '/v1', apiKey: 'sk-test' });
const model = 'gpt-4o-mini';
const ask = (content, more = {}) => client.chat.completions.create({ model, messages: [{ role: 'user', content }], ...more });
const tool = (name) => ({
  type: 'function',
  function: { name, description: name, parameters: { type: 'object', properties: { order_id: { type: 'string' } } } },
});

await run({
  async 'lists models'() {
    const names = [];
    for await (const each of client.models.list()) names.push(each.id);
    assert.deepEqual(names, ['gpt-4o-mini', 'claude-sonnet-5-5']);
    assert.equal((await client.models.retrieve('gpt-4o-mini')).object, 'model');
    await assert.rejects(client.models.retrieve('nope'), OpenAI.NotFoundError);
  },

  async 'chats'() {
    const { data, request_id } = await ask('hello').withResponse();
    assert.match(data.id, /^chatcmpl-/);
    assert.match(request_id, /^req_/);
    assert.equal(data.object, 'chat.completion');
    assert.equal(data.choices[0].message.content, 'Hello! How can I help?');
    assert.equal(data.choices[0].finish_reason, 'stop');
    assert.deepEqual([data.usage.prompt_tokens, data.usage.completion_tokens, data.usage.total_tokens], [11, 7, 18]);
  },

  async 'streams'() {
    const stream = await ask('hello', { stream: true, stream_options: { include_usage: true } });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.equal(chunks[0].choices[0].delta.role, 'assistant');
    assert.equal(chunks.map((c) => c.choices[0]?.delta.content ?? '').join(''), 'Hello! How can I help?');
    assert.ok(chunks.length > 5);
    assert.equal(chunks.at(-2).choices[0].finish_reason, 'stop');
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.equal(chunks.at(-1).usage.total_tokens, 18);
  },

  async 'leaves usage out of a stream that does not ask for it'() {
    for await (const chunk of await ask('hello', { stream: true })) assert.equal(chunk.usage ?? null, null);
  },

  async 'accumulates parallel tool calls from a stream'() {
    const stream = client.chat.completions.stream({
      model,
      messages: [{ role: 'user', content: 'compare orders 1 and 2' }],
      tools: [tool('orders_lookup')],
    });
    const { choices } = await stream.finalChatCompletion();
    assert.equal(choices[0].finish_reason, 'tool_calls');
    assert.deepEqual(
      choices[0].message.tool_calls.map((c) => [c.function.name, c.function.arguments]),
      [['orders_lookup', '{"order_id":"1"}'], ['orders_lookup', '{"order_id":"2"}']],
    );
    assert.equal(new Set(choices[0].message.tool_calls.map((c) => c.id)).size, 2);
  },

  async 'runs a loop of tools to its answer'() {
    const asked = [];
    const runner = client.chat.completions.runTools({
      model,
      messages: [{ role: 'user', content: 'compare orders 1 and 2' }],
      tools: [{
        type: 'function',
        function: {
          name: 'orders_lookup',
          parameters: { type: 'object', properties: { order_id: { type: 'string' } } },
          parse: JSON.parse,
          function: ({ order_id }) => { asked.push(order_id); return { order_id, amount: 42.5 }; },
        },
      }],
    });
    assert.equal(await runner.finalContent(), 'Both cost 42.5.');
    assert.deepEqual(asked.sort(), ['1', '2']);
  },

  async 'obeys tool_choice'() {
    const none = await ask('compare orders 1 and 2', { tools: [tool('orders_lookup')], tool_choice: 'none' });
    assert.equal(none.choices[0].message.tool_calls, undefined);
    const forced = await ask('hello', {
      tools: [tool('orders_lookup'), tool('other')],
      tool_choice: { type: 'function', function: { name: 'other' } },
    });
    assert.equal(forced.choices[0].message.tool_calls[0].function.name, 'other');
    const one = await ask('compare orders 1 and 2', { tools: [tool('orders_lookup')], parallel_tool_calls: false });
    assert.equal(one.choices[0].message.tool_calls.length, 1);
  },

  async 'answers with structured output'() {
    const schema = {
      type: 'object',
      properties: { verdict: { type: 'string', enum: ['yes', 'no'] }, score: { type: 'number' } },
      required: ['verdict', 'score'],
      additionalProperties: false,
    };
    const response_format = { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } };
    const scripted = await client.chat.completions.parse({
      model, response_format, messages: [{ role: 'user', content: 'give a verdict' }],
    });
    assert.deepEqual(JSON.parse(scripted.choices[0].message.content), { verdict: 'no', score: 0.25 });
    const sampled = await ask('anything else', { response_format });
    assert.deepEqual(JSON.parse(sampled.choices[0].message.content), { verdict: 'yes', score: 0 });
    const any = await ask('hello, in json', { response_format: { type: 'json_object' } });
    assert.equal(typeof any.choices[0].message.content, 'string');
    await assert.rejects(ask('hello', { response_format: { type: 'json_object' } }), /must contain the word 'json'/);
  },

  async 'refuses like the provider'() {
    const wrongKey = new OpenAI({ baseURL: client.baseURL, apiKey: 'sk-wrong' });
    await assert.rejects(
      wrongKey.chat.completions.create({ model, messages: [{ role: 'user', content: 'hello' }] }),
      (e) => e instanceof OpenAI.AuthenticationError && e.code === 'invalid_api_key',
    );
    await assert.rejects(
      client.chat.completions.create({ model, messages: [{ role: 'robot', content: 'hello' }] }),
      (e) => e instanceof OpenAI.BadRequestError && e.param === 'messages[0].role' && e.code === 'invalid_value',
    );
    await assert.rejects(client.chat.completions.create({ messages: [] }), OpenAI.BadRequestError);
    const calls = [{ id: 'call_1', type: 'function', function: { name: 'x', arguments: '{}' } }];
    await assert.rejects(
      client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'x' }, { role: 'assistant', tool_calls: calls }, { role: 'user', content: 'y' }],
      }),
      /must be followed by tool messages responding to each 'tool_call_id'.*call_1/,
    );
    await assert.rejects(ask('hello', { tools: [tool('orders.lookup')] }), /string does not match pattern/);
  },

  async 'is retried by the client after 429 and 500'() {
    assert.equal((await ask('limited, please')).choices[0].message.content, 'Now it is fine.');
    assert.equal((await ask('broken, please')).choices[0].message.content, 'Recovered.');
  },

  async 'lets the client see the error when it does not retry'() {
    await assert.rejects(
      client.chat.completions.create({ model, messages: [{ role: 'user', content: 'always limited' }] }, { maxRetries: 0 }),
      (e) => e instanceof OpenAI.RateLimitError && e.headers.get('retry-after') === '7' && e.code === 'rate_limit_exceeded',
    );
  },

  async 'breaks a stream in the middle'() {
    await assert.rejects(async () => {
      for await (const _ of await ask('cut me off', { stream: true })) { /* read on */ }
    });
  },

  async 'notices that the client hangs up'() {
    const stream = await ask('slowly, please', { stream: true });
    for await (const chunk of stream) if (chunk.choices[0].delta.content) break;
    assert.ok(stream.controller.signal.aborted);
  },
});
