using System.Text;
using AgentEmulator.Hosting;

namespace AgentEmulator.Agents;

/// <summary>The agents' HTTP face: <c>/{agent_id}[/path]</c>.</summary>
internal sealed class AgentsApi(AgentHost agents)
{
    /// <summary>Largest request to an agent (ours).</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Time an agent has to answer (ours).</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    public void Map(WebApplication app) => app.Run(HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var agentId = end < 0 ? path[1..] : path[1..end];
        if (agents.Find(agentId) is not { } slot)
        {
            await WriteAsync(context, new AgentReply(404, NoHeaders, "no such agent")).ConfigureAwait(false);
            return;
        }

        var body = await HttpText.ReadBodyAsync(context, MaxBodyBytes).ConfigureAwait(false);
        if (body is null)
        {
            await WriteAsync(context, new AgentReply(413, NoHeaders, "the body is too large")).ConfigureAwait(false);
            return;
        }

        var request = new AgentRequest(
            context.Request.Method,
            end < 0 ? "/" : path[end..],
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? ""),
            context.Request.Headers.ToDictionary(
                pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body));
        var reply = slot.Current() is { } runtime
            ? await runtime.HandleAsync(request, AnswerTimeout).ConfigureAwait(false)
            : new AgentReply(503, NoHeaders, "the agent is being moved");
        await WriteAsync(context, reply).ConfigureAwait(false);
    }

    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    private static Task WriteAsync(HttpContext context, AgentReply reply)
    {
        var contentType = "text/plain; charset=utf-8";
        foreach (var (name, value) in reply.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                contentType = value;
            else
                context.Response.Headers[name] = value;
        }

        return HttpText.WriteAsync(context, reply.StatusCode, contentType, Encoding.UTF8.GetBytes(reply.Body));
    }
}
