using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Access;

/// <summary>
/// Access tokens of Entra ID or another OpenID Connect provider, instead of keys. Roles come from the claim <c>roles</c>,
/// the unit from the claim <c>unit</c> (or the one named by <c>Bearer:UnitClaim</c>). Without <c>Bearer:Authority</c> and
/// <c>Bearer:Audience</c> no token is taken.
/// </summary>
public sealed class BearerTokens
{
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters? _rules;
    private readonly string _unitClaim;

    /// <param name="configuration">The section <c>Bearer</c>.</param>
    /// <exception cref="SettingException">The authority is no address that keys can be read from safely.</exception>
    public BearerTokens(IConfiguration configuration)
        : this(Metadata(configuration["Bearer:Authority"]), configuration["Bearer:Audience"], configuration["Bearer:UnitClaim"] ?? "unit")
    {
    }

    /// <param name="provider">The provider's issuer and signing keys; null to take no tokens.</param>
    /// <param name="audience">Whom tokens must be meant for.</param>
    /// <param name="unitClaim">The claim that names the unit.</param>
    public BearerTokens(BaseConfigurationManager? provider, string? audience, string unitClaim)
    {
        _unitClaim = unitClaim;
        if (provider is not null && audience is { Length: > 0 })
            _rules = new TokenValidationParameters
            {
                ConfigurationManager = provider,
                ValidAudience = audience,
                ValidAlgorithms = Algorithms,
                RoleClaimType = "roles",
            };
    }

    /// <summary>The caller of the request's bearer token; null without a valid one, or when it names no role or unit.</summary>
    public async Task<Caller?> AuthenticateAsync(HttpRequest request)
    {
        if (_rules is null || request.Headers[HeaderNames.Authorization] is not [{ } header]
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        var result = await _handler.ValidateTokenAsync(header["Bearer ".Length..].Trim(), _rules);
        if (!result.IsValid)
            return null;
        var claims = result.ClaimsIdentity;
        var subject = claims.FindFirst("oid")?.Value ?? claims.FindFirst("sub")?.Value;
        var role = claims.FindAll("roles").Aggregate(Role.None, (sum, claim) => sum | ParseRole(claim.Value));
        return subject is not null && role != Role.None && UnitCode.TryParse(claims.FindFirst(_unitClaim)?.Value, out var unit)
            ? new Caller($"oidc:{subject}", role, unit)
            : null;
    }

    private static Role ParseRole(string name) => name.ToLowerInvariant() switch
    {
        "reporter" => Role.Reporter,
        "leader" => Role.Leader,
        "analyst" => Role.Analyst,
        "administrator" => Role.Administrator,
        _ => Role.None,
    };

    private static ConfigurationManager<OpenIdConnectConfiguration>? Metadata(string? authority) => authority is not { Length: > 0 }
        ? null
        : Uri.TryCreate(authority, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
        ? new($"{authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = true })
        : throw new SettingException("Bearer__Authority is the https address of an OpenID Connect provider.");
}
