using System.Text.Json;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>Enrollment tokens and their claims: v5, and the older setup tokens.</summary>
internal sealed class EnrollEndpoints(ApiServices services)
{
    private static readonly EndpointAnswer PlanForbidden = new(403, "The plan is of another account", "Errors");
    private static readonly EndpointAnswer PlanUnknown = new(404, "There is no such plan", "Errors");
    private static readonly EndpointAnswer TokenForbidden = new(403, "The token is of another account", "Errors");
    private static readonly EndpointAnswer TokenUnknown = new(404, "No such token was issued", "Errors");

    private ImpCloud Cloud => services.Cloud;

    public IEnumerable<Endpoint> All() =>
    [
        new("POST", "/v5/enroll", "enroll", "Get an enrollment token, for a new plan or a known one", EndpointAuth.BlinkUpKey,
            EndpointGuard.TokenRequest, EndpointBody.Required, "EnrollRequest",
            [new(201, "A token", "EnrollToken"), PlanForbidden, PlanUnknown], Enroll),
        new("GET", "/v5/enroll/{id}", "getClaim", "See whether a token was claimed", EndpointAuth.BlinkUpKey, EndpointGuard.None,
            EndpointBody.None, null,
            [new(200, "The token; claimed when claimed_at is there", "EnrollClaim"), TokenForbidden, TokenUnknown], Claim),
        new("POST", "/v1/setup_tokens", "createSetupToken", "The older form of enroll", EndpointAuth.OldBlinkUpKey,
            EndpointGuard.TokenRequest, EndpointBody.Optional, "SetupTokenRequest",
            [new(200, "A token, or valid_token false when the key is not valid", "SetupToken"), PlanForbidden, PlanUnknown], SetupToken),
        new("GET", "/v1/setup_tokens/{id}", "getSetupToken", "The older form of the claim poll", EndpointAuth.OldBlinkUpKey,
            EndpointGuard.None, EndpointBody.None, null,
            [new(200, "The token; claimed when impee_id is not empty", "SetupTokenClaim"), TokenForbidden, TokenUnknown], SetupTokenClaim),
    ];

    private ApiResult Enroll(ApiRequest request)
    {
        var reader = new ObjectReader(request.Body);
        var type = reader.Text("type", 64);
        if (reader.Error is { } error)
            throw Invalid(error);
        var kind = type switch
        {
            "production_token" => TokenKind.Production,
            _ when type == services.Options.DeveloperTokenType => TokenKind.Developer,
            _ when type == services.Options.FactoryTokenType => TokenKind.Factory,
            _ => throw new ApiRefusalException(400, "Unknown type", "type must be production_token"),
        };
        var issued = Issue(request, kind);
        return ApiResult.Json(201, writer =>
        {
            if (issued.PlanId.Length > 0)
                writer.WriteString("plan_id", issued.PlanId);
            writer.WriteString("token_id", issued.TokenId);
        });
    }

    private ApiResult SetupToken(ApiRequest request)
    {
        var issued = Issue(request, TokenKind.Production);
        return ApiResult.Json(200, writer =>
        {
            writer.WriteString("id", issued.TokenId);
            writer.WriteString("plan_id", issued.PlanId);
        });
    }

    /// <summary>A token for the plan of the body, or for a new one.</summary>
    private IssuedToken Issue(ApiRequest request, TokenKind kind)
    {
        string? planId = null;
        if (request.Body.TryGetProperty("plan_id", out _))
        {
            var reader = new ObjectReader(request.Body);
            planId = reader.Text("plan_id", 16, HexText.IsHex16, "16 lower-case hex characters");
            if (reader.Error is { } error)
                throw Invalid(error);
            if (kind == TokenKind.Factory)
                throw Invalid("a factory token has no plan: leave plan_id out");
        }

        var outcome = Cloud.Enroll(kind, planId, request.Account);
        return outcome.Status switch
        {
            EnrollStatus.PlanUnknown => throw new ApiRefusalException(404, "Plan not found", "plan_id is not a plan of this account"),
            EnrollStatus.PlanOfAnotherAccount => throw new ApiRefusalException(403, "Forbidden", "plan_id is a plan of another account"),
            EnrollStatus.PlanOfAnotherKind => throw Invalid("plan_id is a plan for another type of token"),
            _ => outcome.Token!,
        };
    }

    /// <summary>
    /// The claim poll. Unclaimed, expired or not: 200 with token_id and plan_id only (ours). Claimed: adds claimed_at,
    /// agent_url, device_id, and impee_id with the trailing space that callers are known to trim.
    /// </summary>
    private ApiResult Claim(ApiRequest request)
    {
        var claim = Find(request);
        return ApiResult.Json(200, writer =>
        {
            writer.WriteString("token_id", claim.TokenId);
            if (claim.PlanId.Length > 0)
                writer.WriteString("plan_id", claim.PlanId);
            if (claim.ClaimedAt is null)
                return;
            writer.Time("claimed_at", claim.ClaimedAt);
            writer.WriteString("agent_url", claim.AgentUrl);
            writer.WriteString("impee_id", claim.DeviceId + " ");
            writer.WriteString("device_id", claim.DeviceId);
        });
    }

    /// <summary>Older claim poll: impee_id is the empty string until the token is claimed.</summary>
    private ApiResult SetupTokenClaim(ApiRequest request)
    {
        var claim = Find(request);
        return ApiResult.Json(200, writer =>
        {
            writer.WriteString("id", claim.TokenId);
            writer.WriteString("plan_id", claim.PlanId);
            writer.WriteString("impee_id", claim.DeviceId is { } device ? device + " " : "");
            writer.WriteString("agent_url", claim.AgentUrl ?? "");
            if (claim.ClaimedAt is { } at)
                writer.Time("claimed_at", at);
        });
    }

    private ClaimView Find(ApiRequest request)
    {
        var claim = Cloud.FindClaim(request.Id) ?? throw new ApiRefusalException(404, "Token not found", "no such token was issued");
        return claim.Account == request.Account
            ? claim
            : throw new ApiRefusalException(403, "Forbidden", "the token was issued to another account");
    }

    private static ApiRefusalException Invalid(string detail) => new(400, "Invalid body", detail);
}
