using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using YouthFunctions.Access;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Access;

public sealed class BearerTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Issuer = "https://login.example.org/tenant/v2.0";
    private const string Audience = "api://youthfunctions";

    private static string Token(
        SecurityKey key, string algorithm, string issuer = Issuer, string audience = Audience, string role = "reporter",
        string? unit = "01", int minutes = 10) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes),
            Claims = new Dictionary<string, object> { ["sub"] = "u1", ["roles"] = new[] { role }, ["unit"] = unit ?? "" },
            SigningCredentials = new SigningCredentials(key, algorithm),
        });

    [Fact]
    public async Task A_token_of_the_provider_stands_for_its_role_and_unit_and_nothing_else_does()
    {
        using var rsa = RSA.Create(2048);
        using var otherRsa = RSA.Create(2048);
        var (key, other) = (new RsaSecurityKey(rsa) { KeyId = "k" }, new RsaSecurityKey(otherRsa) { KeyId = "k" });
        var provider = new OpenIdConnectConfiguration { Issuer = Issuer };
        provider.SigningKeys.Add(key);
        var tokens = new BearerTokens(new StaticConfigurationManager<OpenIdConnectConfiguration>(provider), Audience, "unit");
        await using var app = await TestApp.StartAsync(storage, services: services => services.AddSingleton(tokens));
        async Task<HttpStatusCode> PutAsync(string token, string unit = "01-001")
        {
            using var client = new HttpClient { BaseAddress = app.Address };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            return (await client.SendJsonAsync(
                HttpMethod.Put, $"/api/reports/{unit}/2024-05", """{"values":{"trees-planted":{"amount":1}}}""")).StatusCode;
        }

        Assert.Equal(HttpStatusCode.Created, await PutAsync(Token(key, SecurityAlgorithms.RsaSha256)));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(Token(key, SecurityAlgorithms.RsaSha256), "79-760"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(Token(key, SecurityAlgorithms.RsaSha256, role: "leader")));
        string[] invalid =
        [
            Token(other, SecurityAlgorithms.RsaSha256), Token(key, SecurityAlgorithms.RsaSha256, issuer: "https://evil.example.org"),
            Token(key, SecurityAlgorithms.RsaSha256, audience: "api://other"), Token(key, SecurityAlgorithms.RsaSha256, minutes: -30),
            Token(key, SecurityAlgorithms.RsaSha256, role: "owner"), Token(key, SecurityAlgorithms.RsaSha256, unit: null),
            Token(new SymmetricSecurityKey(new byte[32]) { KeyId = "k" }, SecurityAlgorithms.HmacSha256), "x", "",
        ];
        foreach (var token in invalid)
            Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(token));
    }
}
