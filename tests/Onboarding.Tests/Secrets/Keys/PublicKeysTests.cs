using System.Text.Json.Nodes;
using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

public sealed class PublicKeysTests
{
    private static readonly string[] Public = ["kid", "kty", "use", "alg", "key_ops", "n", "e", "crv", "x", "y"];

    [Fact]
    public async Task Published_are_the_key_in_use_first_the_next_and_the_retiring_one_but_no_retired_one()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync(new SecretInput.NewKeyPair(SigningKeys.Rs384));
        await bench.UseNextAsync(atOnce: true);
        bench.Bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.AddAsync();
        var ring = await bench.RingAsync();

        Assert.Equal([ring.Active!.KeyId, ring.Next!.KeyId, ring.Retiring[0].KeyId], await KeyIdsAsync(bench));

        await bench.RetireAsync(ring.Retiring[0].Id, atOnce: true);
        Assert.Equal([ring.Active.KeyId, ring.Next.KeyId], await KeyIdsAsync(bench));
    }

    [Fact]
    public async Task Whatever_is_stored_with_a_key_only_its_public_members_are_published()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync(new SecretInput.NewKeyPair(SigningKeys.Rs384));
        await using (var db = await bench.Bench.DbAsync())
        {
            foreach (var key in await db.SiteKeys.ToListAsync(Bench.Cancel))
            {
                var spoilt = JsonNode.Parse(key.PublicJwk)!.AsObject();
                foreach (var member in new[] { "d", "p", "q", "dp", "dq", "qi", "oth", "k" })
                    spoilt[member] = "private";
                key.PublicJwk = spoilt.ToJsonString();
            }

            await db.SaveChangesAsync(Bench.Cancel);
        }

        var document = await DocumentAsync(bench);

        Assert.All(JsonNode.Parse(document)!["keys"]!.AsArray(), key => Assert.All(key!.AsObject(), member => Assert.Contains(member.Key, Public)));
        Assert.Equal(["keys"], JsonNode.Parse(document)!.AsObject().Select(member => member.Key));
        Assert.Equal(2, new JsonWebKeySet(document).GetSigningKeys().Count);
    }

    [Fact]
    public async Task Each_environment_has_a_document_of_its_own_and_the_short_address_follows_the_connection()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync(environment: EhrEnvironment.Production);
        await using var db = await bench.Bench.DbAsync();
        var slug = bench.Site.Slug;

        var sandbox = await db.JwksAsync(slug, EhrEnvironment.Sandbox, Bench.Cancel);

        Assert.Equal(sandbox, await db.JwksAsync(slug, null, Bench.Cancel));
        Assert.NotEqual(sandbox, await db.JwksAsync(slug, EhrEnvironment.Production, Bench.Cancel));
        Assert.Equal("""{"keys":[]}""", await db.JwksAsync(slug, EhrEnvironment.NonProduction, Bench.Cancel));
        Assert.Null(await db.JwksAsync("nobody", EhrEnvironment.Sandbox, Bench.Cancel));
    }

    private static async Task<string> DocumentAsync(KeyBench bench)
    {
        await using var db = await bench.Bench.DbAsync();
        return (await db.JwksAsync(bench.Site.Slug, EhrEnvironment.Sandbox, Bench.Cancel))!;
    }

    private static async Task<IEnumerable<string>> KeyIdsAsync(KeyBench bench) =>
        JsonNode.Parse(await DocumentAsync(bench))!["keys"]!.AsArray().Select(key => (string)key!["kid"]!);
}
