using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace AgentEmulator.Rack.Web;

/// <summary>
/// Who may see the pages. On loopback everybody on this computer, but no web site of elsewhere that a browser on it shows: the host name must be of
/// this computer. Beyond loopback whoever brings the token: in the Authorization header as Bearer, or once in the query or the form, for which the
/// browser gets a cookie. A token is compared in constant time and never logged.
/// </summary>
internal sealed class AccessGuard
{
    /// <summary>Where the form posts to.</summary>
    public const string SignInPath = "/sign-in";
    private const string TokenField = "token";

    private readonly byte[]? _token;
    private readonly string _session;

    /// <param name="token">Null for loopback, where none is needed.</param>
    public AccessGuard(string? token)
    {
        _token = token is null ? null : Hash(token);
        // The cookie is made of the token and cannot be turned back into it.
        _session = token is null ? "" : Convert.ToHexStringLower(Hash("nf.proj rack session " + token));
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        if (IsFromAnotherSite(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This page is not for other web sites.\n");
            return;
        }

        if (_token is null)
        {
            if (IsThisComputer(context.Request.Host.Host))
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This page is for this computer only: open it as http://127.0.0.1 or http://localhost.\n");
            return;
        }

        await CheckTokenAsync(context, next);
    }

    /// <summary>A browser says of each request that a page of another origin made it, and of each WebSocket, where it comes from.</summary>
    private static bool IsFromAnotherSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }

    private static bool IsThisComputer(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private async Task CheckTokenAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var cookie = "nf_rack_" + context.Connection.LocalPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var bearer = request.Headers.Authorization.ToString();
        if (Same(Hash(request.Cookies[cookie] ?? ""), Hash(_session)) ||
            (bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Same(Hash(bearer["Bearer ".Length..].Trim()), _token!)))
        {
            await next(context);
            return;
        }

        var (given, goTo) = await GivenAsync(request);
        if (given is not null && Same(Hash(given), _token!))
        {
            context.Response.Cookies.Append(
                cookie, _session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, IsEssential = true });
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(goTo);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await WriteFormAsync(context, given is not null);
    }

    private static async Task<(string? Token, string GoTo)> GivenAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) && request.Query[TokenField].ToString() is { Length: > 0 } inQuery)
            return (inQuery, request.PathBase + request.Path);
        if (!HttpMethods.IsPost(request.Method) || request.Path != SignInPath || !request.HasFormContentType || request.ContentLength is not < 4096)
            return (null, "/");
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return (form[TokenField].ToString(), "/");
    }

    private static async Task WriteFormAsync(HttpContext context, bool wrong)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await context.Response.WriteAsync("An access token is needed: Authorization: Bearer TOKEN\n");
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Access token</title><style>{Pages.RackStyle.Sheet}</style></head>
            <body><main><form class="card" method="post" action="{SignInPath}"><h1>Access token</h1>
            <p>{HtmlEncoder.Default.Encode(wrong ? "That is not the token." : "The command that serves this page has printed it.")}</p>
            <p><input name="{TokenField}" type="password" autocomplete="current-password" aria-label="Access token" required autofocus> <button>Open</button></p>
            </form></main></body></html>
            """);
    }

    // Hashes have one length, so comparing them tells nothing about the token's.
    private static bool Same(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
