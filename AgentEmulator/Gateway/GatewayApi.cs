using Microsoft.AspNetCore.Http.Features;
using AgentEmulator.Hosting;

namespace AgentEmulator.Gateway;

/// <summary>The gateway's HTTP face: <c>/device/v1/{device_id}/{verb}</c>.</summary>
internal sealed class GatewayApi(LinkGateway gateway)
{
    private const string Prefix = "/device/v1/";

    public void Map(WebApplication app) => app.Run(HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        // The board signs the path as it sends it, so the raw one counts, not what the server made of it.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var parts = target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..].Split('/') : [];
        var request = new LinkRequest(
            context.Request.Method,
            target,
            parts.Length == 2 ? parts[0] : "",
            parts.Length == 2 ? parts[1] : "",
            Header(context, "Imp-Session"),
            Header(context, "Imp-Counter"),
            Header(context, "Imp-Signature"),
            await HttpText.ReadBodyAsync(context, gateway.MaxBodyBytes).ConfigureAwait(false),
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            context.RequestAborted);
        var reply = await gateway.HandleAsync(request).ConfigureAwait(false);
        await HttpText.WriteAsync(context, reply.Status, "application/json; charset=utf-8", reply.Body).ConfigureAwait(false);
    }

    private static string Header(HttpContext context, string name) =>
        context.Request.Headers[name] is [{ } value] ? value : "";
}
