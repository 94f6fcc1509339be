// A certified OpenID provider on a free port of 127.0.0.1, with accounts in memory.
// Its settings come as JSON on the first line of stdin; it ends when stdin ends.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

import Provider, { errors, interactionPolicy } from 'oidc-provider';

const [settings] = await new Promise((resolve) => {
  createInterface({ input: process.stdin }).once('line', (line) => resolve([JSON.parse(line)]));
});

const jwk = (kty, options, alg) => ({
  ...generateKeyPairSync(kty, options).privateKey.export({ format: 'jwk' }),
  kid: alg, use: 'sig', alg,
});

const policy = interactionPolicy.base();
// a native client would be asked for consent at every sign-in
policy.get('consent').checks.remove('native_client_prompt');

// the phones of CIBA: those in settings.silent never answer, those in settings.refusing say no
let provider;
async function answer(request, account, client) {
  const { accountId } = account;
  if (settings.silent.includes(accountId)) return;
  if (settings.refusing.includes(accountId)) {
    await provider.backchannelResult(request, new errors.AccessDenied());
    return;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope(request.scope ?? request.params.scope);
  await grant.save();
  const authTime = Math.floor(Date.now() / 1000);
  await provider.backchannelResult(request, grant, { acr: '2', authTime });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: settings.clients,
    jwks: {
      keys: [
        jwk('rsa', { modulusLength: 2048 }, 'RS256'),
        jwk('ec', { namedCurve: 'P-256' }, 'ES256'),
      ],
    },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: ['name', 'locale'], assist: ['roles'], acr: null, auth_time: null },
    acrValues: ['2', '3', '4', '5'],
    conformIdTokenClaims: false,
    interactions: { policy },
    issueRefreshToken: async (context, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub, name: settings.names[sub] ?? sub, locale: 'zh-Hans', roles: settings.roles[sub] ?? [],
      }),
    }),
    features: {
      devInteractions: { enabled: true },
      deviceFlow: { enabled: true, charset: 'digits', mask: '****-****' },
      dPoP: { enabled: settings.dpop, requireNonce: () => settings.nonces, nonceSecret: Buffer.alloc(32, 7) },
      revocation: { enabled: true },
      introspection: { enabled: true },
      pushedAuthorizationRequests: { enabled: settings.par },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: (context, hint) => (hint in settings.names ? hint : undefined),
        validateRequestContext: () => {},
        verifyUserCode: () => {},
        triggerAuthenticationDevice: (context, request, account, client) => {
          process.stdout.write(`ASKED ${account.accountId} ${request.params.binding_message}\n`);
          setTimeout(() => answer(request, account, client), 300);
        },
      },
    },
  });
  // opaque tokens are their own names; whoever started this looks for them afterwards
  for (const kind of ['access_token', 'refresh_token']) {
    provider.on(`${kind}.saved`, (token) => process.stdout.write(`TOKEN ${token.jti}\n`));
  }
  server.on('request', provider.callback());
  process.stdout.write(`READY ${issuer}\n`);
});
process.stdin.on('end', () => process.exit(0));
