import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { run } from './checks.mjs';

const client = new Anthropic({ baseURL: process.env.BASE_URL, apiKey: 'sk-test' });
const model = 'claude-sonnet-5-5';
const user = (content) => [{ role: 'user', content }];
const ask = (content, more = {}, options = {}) =>
  client.messages.create({ model, max_tokens: 500, messages: user(content), ...more }, options);
const tools = [{ name: 'orders_lookup', input_schema: { type: 'object', properties: { order_id: { type: 'string' } } } }];

await run({
  async 'lists models'() {
    const names = [];
    for await (const each of client.models.list()) names.push(each.id);
    assert.deepEqual(names, ['gpt-4o-mini', 'claude-sonnet-5-5']);
  },

  async 'answers'() {
    const message = await ask('hello', { system: 'Be brief.' });
    assert.match(message.id, /^msg_/);
    assert.match(message._request_id, /^req_/);
    assert.deepEqual(message.content, [{ type: 'text', text: 'Hello! How can I help?' }]);
    assert.equal(message.stop_reason, 'end_turn');
    assert.deepEqual([message.usage.input_tokens, message.usage.output_tokens], [11, 7]);
  },

  async 'streams'() {
    const seen = [];
    const stream = client.messages.stream({ model, max_tokens: 500, messages: user('hello') });
    stream.on('streamEvent', (event) => seen.push(event.type));
    const message = await stream.finalMessage();
    assert.equal(message.content[0].text, 'Hello! How can I help?');
    assert.equal(message.stop_reason, 'end_turn');
    assert.equal(message.usage.output_tokens, 7);
    assert.deepEqual([seen[0], seen.at(-2), seen.at(-1)], ['message_start', 'message_delta', 'message_stop']);
  },

  async 'streams tool use and takes the results'() {
    const messages = user('compare orders 1 and 2');
    const first = await client.messages.stream({ model, max_tokens: 500, messages, tools }).finalMessage();
    const uses = first.content.filter((block) => block.type === 'tool_use');
    assert.equal(first.stop_reason, 'tool_use');
    assert.deepEqual(uses.map((use) => use.input), [{ order_id: '1' }, { order_id: '2' }]);
    messages.push({ role: 'assistant', content: first.content });
    messages.push({
      role: 'user',
      content: uses.map((use) => ({ type: 'tool_result', tool_use_id: use.id, content: '{"amount":42.5}' })),
    });
    const second = await client.messages.create({ model, max_tokens: 500, messages, tools });
    assert.equal(second.content[0].text, 'Both cost 42.5.');
  },

  async 'obeys tool_choice'() {
    const forced = await ask('hello', { tools, tool_choice: { type: 'tool', name: 'orders_lookup' } });
    assert.equal(forced.content[0].name, 'orders_lookup');
    const one = await ask('compare orders 1 and 2', { tools, tool_choice: { type: 'auto', disable_parallel_tool_use: true } });
    assert.equal(one.content.filter((block) => block.type === 'tool_use').length, 1);
  },

  async 'refuses like the provider'() {
    const wrongKey = new Anthropic({ baseURL: client.baseURL, apiKey: 'sk-wrong' });
    await assert.rejects(
      wrongKey.messages.create({ model, max_tokens: 5, messages: user('hello') }),
      (e) => e instanceof Anthropic.AuthenticationError && e.error.error.type === 'authentication_error',
    );
    await assert.rejects(client.messages.create({ model, messages: user('hello') }), /max_tokens: Field required/);
    await assert.rejects(
      client.messages.create({ model, max_tokens: 5, messages: [{ role: 'system', content: 'x' }] }),
      /Unexpected role .*system/,
    );
    const use = { type: 'tool_use', id: 'toolu_1', name: 'x', input: {} };
    await assert.rejects(
      client.messages.create({
        model, max_tokens: 5, messages: [...user('x'), { role: 'assistant', content: [use] }, ...user('y')],
      }),
      /messages\.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1/,
    );
    const result = { type: 'tool_result', tool_use_id: 'toolu_9', content: 'x' };
    await assert.rejects(ask([result]), /messages\.0\.content\.0: unexpected `tool_use_id`/);
  },

  async 'is retried by the client after 429 and 529'() {
    assert.equal((await ask('limited, please')).content[0].text, 'Now it is fine.');
    assert.equal((await ask('overloaded, please')).content[0].text, 'Back again.');
    await assert.rejects(
      ask('always limited', {}, { maxRetries: 0 }),
      (e) => e instanceof Anthropic.RateLimitError && e.error.error.type === 'rate_limit_error',
    );
  },

  async 'breaks a stream in the middle'() {
    await assert.rejects(client.messages.stream({ model, max_tokens: 500, messages: user('cut me off') }).finalMessage());
  },
});
