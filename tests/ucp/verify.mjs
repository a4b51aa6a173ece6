// Whether errand's requests to a shop are signed, as another maker's library sees it:
//   node verify.mjs PACKAGES FILE     PACKAGES: a node_modules folder with `http-message-signatures`
//                                     FILE: {"key": JWK, "requests": [{method, url, headers, body}]}
// The first request that does not fit, or that fits although it was changed, ends it with status 1.
import { strict as assert } from 'node:assert';
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [packages, file] = process.argv.slice(2);
const { createVerifier, httpbis } = createRequire(packages + '/')('http-message-signatures');
const { key, requests } = JSON.parse(readFileSync(file));
const algorithm = 'ecdsa-p256-sha256';
const known = { id: key.kid, algs: [algorithm],
  verify: createVerifier(createPublicKey({ key, format: 'jwk' }), algorithm) };

const fits = (request) => httpbis.verifyMessage({
  keyLookup: async ({ keyid }) => keyid === key.kid ? known : null,
  requiredFields: ['@method', '@authority', '@path', 'ucp-agent'],
}, request);

assert.ok(requests.length > 0);
for (const request of requests) {
  assert.equal(await fits(request), true, request.url);
  if (request.body)
    assert.equal(request.headers['Content-Digest'],
      `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`);
  assert.equal(await fits({ ...request, method: 'DELETE' }), false);
  assert.equal(await fits({ ...request, url: request.url + '0' }), false);
  assert.equal(await fits({ ...request, headers: { ...request.headers,
    'UCP-Agent': 'profile="https://evil.example"' } }), false);
}
console.log(`${requests.length} requests fit`);
