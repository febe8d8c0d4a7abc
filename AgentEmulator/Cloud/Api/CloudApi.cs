using AgentEmulator.Cloud.Storage;
using AgentEmulator.Hosting;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>The impCloud's HTTP face: dispatches requests by the table of endpoints and makes the checks that they share.</summary>
/// <remarks>
/// Dispatches by hand: ASP.NET Core's routing compiles its tables on the thread pool behind the first request, and
/// nothing of a simulated factory may run there.
/// </remarks>
internal sealed class CloudApi : IDisposable
{
    public const string DocumentPath = "/openapi/v1.json";

    private readonly ApiServices _services;
    private readonly Credentials _credentials;
    private readonly LogStreams _logStreams;
    private readonly RequestWindow _tokenRequests;
    private readonly RequestWindow _apiRequests;
    private readonly Lazy<byte[]> _document;

    public CloudApi(ApiServices services)
    {
        _services = services;
        _credentials = new Credentials(services);
        _logStreams = new LogStreams(services);
        _tokenRequests = new RequestWindow(services.Time);
        _apiRequests = new RequestWindow(services.Time);
        var finder = new DeviceFinder(services);
        // Literal paths before those with parameters.
        Endpoints =
        [
            .. new EnrollEndpoints(services).All(),
            .. new AccountEndpoints(services, _credentials).All(),
            .. new ProductEndpoints(services).All(),
            .. new GroupEndpoints(services).All(),
            .. new GroupDeviceEndpoints(services, finder).All(),
            .. new DeviceEndpoints(services, finder).All(),
            .. new DeploymentEndpoints(services).All(),
            .. new WebhookEndpoints(services).All(),
            .. new LogStreamEndpoints(_logStreams, finder).All(),
        ];
        _document = new Lazy<byte[]>(() => OpenApiDocument.Of(Endpoints));
    }

    public IReadOnlyList<Endpoint> Endpoints { get; }

    private ImpCloud Cloud => _services.Cloud;

    public void Map(WebApplication app) => app.Run(HandleAsync);

    /// <summary>Ends what has no end of its own.</summary>
    public void Dispose() => _logStreams.Dispose();

    /// <summary>How a path appears in logs: whatever could be a token or a key in it is shortened.</summary>
    public static string Describe(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        const string logStream = "/v5/logstream/";
        if (path.StartsWith(logStream, StringComparison.Ordinal))
            return logStream + Events.Secrets.Shorten(path[logStream.Length..]);
        var hides = path.StartsWith("/v5/enroll/", StringComparison.Ordinal) || path.StartsWith("/v1/setup_tokens/", StringComparison.Ordinal)
            || path.StartsWith("/v5/accounts/me/", StringComparison.Ordinal) || !path.StartsWith("/v5/", StringComparison.Ordinal);
        if (!hides)
            return path.Length <= 256 ? path : path[..256] + "…";
        var last = path.LastIndexOf('/') + 1;
        return last > 1 && path.Length - last >= 8 && path[last..] is not ("setup_tokens" or "login_keys" or "refresh_tokens" or "v1.json")
            ? path[..Math.Min(last, 256)] + Events.Secrets.Shorten(path[last..])
            : path;
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (Cloud.Faults.CloudLatency is { Ticks: > 0 } latency)
            await Task.Delay(latency, _services.Time, CancellationToken.None).ConfigureAwait(false);
        var path = context.Request.Path.Value ?? "";
        if (path == DocumentPath && HttpMethods.IsGet(context.Request.Method))
        {
            await HttpText.WriteAsync(context, 200, "application/json; charset=utf-8", _document.Value).ConfigureAwait(false);
            return;
        }

        var endpoint = Choose(context.Request.Method, path, out var parameters, out var allowed);
        if (endpoint is null)
        {
            if (allowed.Count > 0)
                context.Response.Headers.Allow = string.Join(", ", allowed);
            var result = allowed.Count == 0
                ? ApiResult.Errors(404, new ApiError(404, "Not found", "there is nothing at this path"))
                : ApiResult.Errors(405, new ApiError(405, "Method not allowed", $"this path takes {string.Join(", ", allowed)}"));
            await WriteAsync(context, result).ConfigureAwait(false);
            return;
        }

        var answer = await AnswerAsync(context, endpoint, parameters).ConfigureAwait(false);
        await WriteAsync(context, answer).ConfigureAwait(false);
    }

    private Endpoint? Choose(string method, string path, out Dictionary<string, string> parameters, out List<string> allowed)
    {
        parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        allowed = [];
        var segments = path.Split('/', 16);
        foreach (var endpoint in Endpoints)
        {
            if (!endpoint.Matches(segments, parameters))
                continue;
            if (HttpMethods.Equals(method, endpoint.Method))
                return endpoint;
            if (!allowed.Contains(endpoint.Method, StringComparer.Ordinal))
                allowed.Add(endpoint.Method);
        }

        return null;
    }

    private async Task<ApiResult> AnswerAsync(HttpContext context, Endpoint endpoint, Dictionary<string, string> parameters)
    {
        try
        {
            // v1 told a wrong key before anything else.
            if (endpoint.Auth == EndpointAuth.OldBlinkUpKey && KeyAccount(context) is null)
                return OldKeyRefused();
            Guard(endpoint);
            var account = Authorize(context, endpoint);
            var body = endpoint.Body == EndpointBody.None ? default : await ReadBodyAsync(context, endpoint).ConfigureAwait(false);
            return endpoint.Handle(new ApiRequest(context, parameters, body, account));
        }
        catch (ApiRefusalException refusal)
        {
            if (endpoint.Guard == EndpointGuard.TokenRequest || endpoint.Auth == EndpointAuth.BlinkUpKey && refusal.Result.Status == 401)
                Cloud.RefusedTokenRequest(refusal.Result.Status, refusal.Title);
            return refusal.Result;
        }
        catch (CloudStoreException e)
        {
            return ApiResult.Errors(500, new ApiError(500, "Storage failed", e.Message));
        }
    }

    private void Guard(Endpoint endpoint)
    {
        if (endpoint.Guard == EndpointGuard.TokenRequest && Cloud.Faults.TakeEnrollFailure() is { } status)
            throw new ApiRefusalException(status, "Service unavailable", "the request was not carried out");
        var retryAfter = endpoint.Guard switch
        {
            EndpointGuard.TokenRequest => _tokenRequests.Refuse(Cloud.Faults.EnrollLimit ?? _services.Options.EnrollLimit),
            EndpointGuard.Api => _apiRequests.Refuse(_services.Options.ApiLimit),
            _ => null,
        };
        if (retryAfter is not null)
        {
            throw new ApiRefusalException(
                ApiResult.Errors(429, new ApiError(429, "Too many requests", "see the Retry-After header")) with { RetryAfter = retryAfter },
                "Too many requests");
        }
    }

    /// <summary>Whose BlinkUp key was sent; empty where none is needed.</summary>
    private string Authorize(HttpContext context, Endpoint endpoint)
    {
        switch (endpoint.Auth)
        {
            case EndpointAuth.BlinkUpKey or EndpointAuth.OldBlinkUpKey:
                return KeyAccount(context) ?? throw Unauthorized(
                    "Basic", BasicKey.Read(context.Request) is null ? "send Authorization: Basic with the base64 of an API key" : "the API key is not valid");
            case EndpointAuth.AccessToken:
                const string scheme = "Bearer ";
                var header = context.Request.Headers.Authorization is [{ Length: < 1024 } value] ? value : "";
                var isToken = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
                    && _credentials.Find(CredentialKind.AccessToken, header[scheme.Length..].Trim(), AddressOf(context)) is not null;
                return isToken ? "" : throw Unauthorized("Bearer", "send Authorization: Bearer with a valid access token: POST /v5/auth gives one");
            default:
                return "";
        }
    }

    private string? KeyAccount(HttpContext context) => BasicKey.Read(context.Request) is { } key ? Cloud.AccountOf(key) : null;

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static ApiRefusalException Unauthorized(string challenge, string detail) =>
        new(ApiResult.Errors(401, new ApiError(401, "Unauthorized", detail)) with { Challenge = challenge }, "Unauthorized");

    /// <summary>v1's clients read bodies only, so a bad key is told with 200.</summary>
    private ApiResult OldKeyRefused()
    {
        Cloud.RefusedTokenRequest(200, "Unauthorized");
        return ApiResult.Json(200, writer => writer.WriteBoolean("valid_token", false));
    }

    private async Task<System.Text.Json.JsonElement> ReadBodyAsync(HttpContext context, Endpoint endpoint)
    {
        var limit = endpoint.IsImpCentral ? _services.Options.MaxApiBodyBytes : _services.Options.MaxBodyBytes;
        var body = await HttpText.ReadBodyAsync(context, limit).ConfigureAwait(false)
            ?? throw new ApiRefusalException(413, "Body too large", $"at most {limit} bytes");
        if (body.Length == 0 && endpoint.Body == EndpointBody.Optional)
            body = "{}"u8.ToArray();
        else if (!HttpText.IsJson(context.Request.ContentType))
            throw new ApiRefusalException(415, "Unsupported media type", "send Content-Type: application/json");
        return StrictJson.TryParseObject(body, out var value, out var error)
            ? value
            : throw new ApiRefusalException(400, "Invalid body", error);
    }

    private static Task WriteAsync(HttpContext context, ApiResult result)
    {
        if (result.Stream is { } stream)
            return stream(context);
        if (result.RetryAfter is not null)
            context.Response.Headers.RetryAfter = result.RetryAfter;
        if (result.Challenge is not null)
            context.Response.Headers.WWWAuthenticate = result.Challenge;
        if (result.Write is { } write)
            return HttpText.WriteJsonAsync(context, result.Status, write, result.IsResource ? "application/vnd.api+json" : "application/json; charset=utf-8");
        context.Response.StatusCode = result.Status;
        return Task.CompletedTask;
    }
}
