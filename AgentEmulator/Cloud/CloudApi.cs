using System.Globalization;
using System.Text.Json;
using AgentEmulator.Hosting;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud;

/// <summary>The impCloud's HTTP face: v5 enrollment with its claim poll, and the older setup tokens.</summary>
internal sealed class CloudApi(ImpCloud cloud, TimeProvider time)
{
    private const string ClaimTimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private readonly EnrollGuard _guard = new(cloud.Faults, time);

    /// <remarks>
    /// Dispatches by hand: ASP.NET Core's routing compiles its tables on the thread pool behind the first request, and
    /// nothing of a simulated factory may run there.
    /// </remarks>
    public void Map(WebApplication app) => app.Run(HandleAsync);

    /// <summary>How a path appears in logs: tokens in it are shortened.</summary>
    public static string Describe(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var last = path.LastIndexOf('/') + 1;
        return last > 1 && path.Length - last >= 8 && !path.EndsWith("/setup_tokens", StringComparison.Ordinal)
            ? path[..last] + Events.Secrets.Shorten(path[last..])
            : path;
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (cloud.Faults.CloudLatency is { Ticks: > 0 } latency)
            await Task.Delay(latency, time, CancellationToken.None).ConfigureAwait(false);
        var path = context.Request.Path.Value ?? "";
        var answer = path switch
        {
            "/v5/enroll" => OnlyAsync(context, HttpMethods.Post, EnrollAsync),
            "/v1/setup_tokens" => OnlyAsync(context, HttpMethods.Post, SetupTokenAsync),
            _ when TokenIn(path, "/v5/enroll/") is { } token =>
                OnlyAsync(context, HttpMethods.Get, request => ClaimAsync(request, token)),
            _ when TokenIn(path, "/v1/setup_tokens/") is { } token =>
                OnlyAsync(context, HttpMethods.Get, request => SetupTokenClaimAsync(request, token)),
            _ => CloudErrors.WriteAsync(context, 404, "Not found", "there is nothing at this path"),
        };
        await answer.ConfigureAwait(false);
    }

    private static Task OnlyAsync(HttpContext context, string method, RequestDelegate handle)
    {
        if (HttpMethods.Equals(context.Request.Method, method))
            return handle(context);
        context.Response.Headers.Allow = method;
        return CloudErrors.WriteAsync(context, 405, "Method not allowed", $"this path takes {method}");
    }

    private static string? TokenIn(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length
            && path.IndexOf('/', prefix.Length) < 0
            ? path[prefix.Length..]
            : null;

    private async Task EnrollAsync(HttpContext context)
    {
        if (!await AdmitAsync(context).ConfigureAwait(false))
            return;
        var body = await ReadObjectAsync(context, emptyAllowed: false).ConfigureAwait(false);
        if (body is not { } value)
            return;

        var reader = new ObjectReader(value);
        var type = reader.Text("type", 64);
        if (reader.Error is null && type != "production_token")
        {
            await RefuseAsync(context, 400, "Unknown type", "type must be production_token").ConfigureAwait(false);
            return;
        }

        if (await IssueAsync(context, value, reader).ConfigureAwait(false) is not { } issued)
            return;
        await HttpText.WriteJsonAsync(context, 201, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("plan_id", issued.PlanId);
            writer.WriteString("token_id", issued.TokenId);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>A token for the plan of the body, or for a new one; null when the request was refused.</summary>
    private async Task<IssuedToken?> IssueAsync(HttpContext context, JsonElement body, ObjectReader reader)
    {
        var planId = body.TryGetProperty("plan_id", out _)
            ? reader.Text("plan_id", 16, HexText.IsHex16, "16 lower-case hex characters")
            : null;
        if (reader.Error is { } error)
            await RefuseAsync(context, 400, "Invalid body", error).ConfigureAwait(false);
        else if (cloud.Enroll(planId) is { } issued)
            return issued;
        else
            await RefuseAsync(context, 404, "Plan not found", "plan_id is not a plan of this account").ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// The claim poll. Unclaimed, expired or not: 200 with token_id and plan_id only (ours). Claimed: adds claimed_at,
    /// agent_url, device_id, and impee_id with the trailing space that callers are known to trim.
    /// </summary>
    private async Task ClaimAsync(HttpContext context, string tokenId)
    {
        if (!await AuthorizeAsync(context).ConfigureAwait(false))
            return;
        if (cloud.FindClaim(tokenId) is not { } claim)
        {
            await CloudErrors.WriteAsync(context, 404, "Token not found", "no such token was issued").ConfigureAwait(false);
            return;
        }

        await HttpText.WriteJsonAsync(context, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token_id", claim.TokenId);
            writer.WriteString("plan_id", claim.PlanId);
            if (claim.ClaimedAt is { } at)
            {
                writer.WriteString("claimed_at", at.ToString(ClaimTimeFormat, CultureInfo.InvariantCulture));
                writer.WriteString("agent_url", claim.AgentUrl);
                writer.WriteString("impee_id", claim.DeviceId + " ");
                writer.WriteString("device_id", claim.DeviceId);
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Older form: plan in the body or a new one when the body is empty; a bad key is told with 200 (its clients read bodies only).</summary>
    private async Task SetupTokenAsync(HttpContext context)
    {
        if (!await AcceptOldKeyAsync(context).ConfigureAwait(false) || !await PassFaultsAsync(context).ConfigureAwait(false))
            return;
        var body = await ReadObjectAsync(context, emptyAllowed: true).ConfigureAwait(false);
        if (body is not { } value)
            return;
        var reader = new ObjectReader(value);
        if (await IssueAsync(context, value, reader).ConfigureAwait(false) is not { } issued)
            return;
        await HttpText.WriteJsonAsync(context, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", issued.TokenId);
            writer.WriteString("plan_id", issued.PlanId);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Older claim poll: impee_id is the empty string until the token is claimed.</summary>
    private async Task SetupTokenClaimAsync(HttpContext context, string tokenId)
    {
        if (!await AcceptOldKeyAsync(context).ConfigureAwait(false))
            return;
        if (cloud.FindClaim(tokenId) is not { } claim)
        {
            await CloudErrors.WriteAsync(context, 404, "Token not found", "no such token was issued").ConfigureAwait(false);
            return;
        }

        await HttpText.WriteJsonAsync(context, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", claim.TokenId);
            writer.WriteString("plan_id", claim.PlanId);
            writer.WriteString("impee_id", claim.DeviceId is { } device ? device + " " : "");
            writer.WriteString("agent_url", claim.AgentUrl ?? "");
            if (claim.ClaimedAt is { } at)
                writer.WriteString("claimed_at", at.ToString(ClaimTimeFormat, CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task<bool> AdmitAsync(HttpContext context) =>
        await PassFaultsAsync(context).ConfigureAwait(false) && await AuthorizeAsync(context).ConfigureAwait(false);

    private async Task<bool> PassFaultsAsync(HttpContext context)
    {
        if (cloud.Faults.TakeEnrollFailure() is { } status)
        {
            await RefuseAsync(context, status, "Service unavailable", "the request was not carried out").ConfigureAwait(false);
            return false;
        }

        if (_guard.Refuse() is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
            await RefuseAsync(context, 429, "Too many requests", "see the Retry-After header").ConfigureAwait(false);
            return false;
        }

        return true;
    }

    private async Task<bool> AuthorizeAsync(HttpContext context)
    {
        var key = BasicKey.Read(context.Request);
        if (key is not null && cloud.AccountOf(key) is not null)
            return true;
        context.Response.Headers.WWWAuthenticate = "Basic";
        var detail = key is null ? "send Authorization: Basic with the base64 of an API key" : "the API key is not valid";
        await RefuseAsync(context, 401, "Unauthorized", detail).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> AcceptOldKeyAsync(HttpContext context)
    {
        if (BasicKey.Read(context.Request) is { } key && cloud.AccountOf(key) is not null)
            return true;
        cloud.RefusedTokenRequest(200, "Unauthorized");
        await HttpText.WriteJsonAsync(context, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid_token", false);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
        return false;
    }

    private async Task<JsonElement?> ReadObjectAsync(HttpContext context, bool emptyAllowed)
    {
        var body = await HttpText.ReadBodyAsync(context, cloud.Options.MaxBodyBytes).ConfigureAwait(false);
        if (body is null)
        {
            await RefuseAsync(context, 413, "Body too large", $"at most {cloud.Options.MaxBodyBytes} bytes").ConfigureAwait(false);
            return null;
        }

        if (body.Length == 0 && emptyAllowed)
            body = "{}"u8.ToArray();
        else if (!HttpText.IsJson(context.Request.ContentType))
        {
            await RefuseAsync(context, 415, "Unsupported media type", "send Content-Type: application/json").ConfigureAwait(false);
            return null;
        }

        if (StrictJson.TryParseObject(body, out var value, out var error))
            return value;
        await RefuseAsync(context, 400, "Invalid body", error).ConfigureAwait(false);
        return null;
    }

    private Task RefuseAsync(HttpContext context, int status, string title, string detail)
    {
        cloud.RefusedTokenRequest(status, title);
        return CloudErrors.WriteAsync(context, status, title, detail);
    }
}
