// A certified OpenID Connect provider for tests. Whoever signs in is believed: the login is the subject, and what stands before a
// "#" in it is the e-mail address; one that begins with "unverified" was not verified. Arguments: port, address to come back to,
// and "token" where the address stands in the ID token itself.
import Provider from "oidc-provider";

const [port, back, where] = process.argv.slice(2);

function account(id) {
  const email = id.split("#")[0];
  return { accountId: id, claims: () => ({ sub: id, email, email_verified: !id.startsWith("unverified") }) };
}

async function grantEverything(ctx) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid email");
  await grant.save();
  return grant;
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "good-standing", client_secret: "known to both", redirect_uris: [back] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: where !== "token",
  cookies: { keys: ["of a test"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => account(id),
  loadExistingGrant: grantEverything,
  pkce: { required: () => true },
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
