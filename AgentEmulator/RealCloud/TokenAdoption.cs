using System.Net;
using AgentEmulator.Agents;
using AgentEmulator.Cloud;

namespace AgentEmulator.RealCloud;

/// <summary>
/// Lets the emulated impCloud know the tokens that another one issues to the agents: the boards here are no imps and cannot present
/// them there, so that activation goes on in the emulator. The other impCloud sees a token that nobody claims.
/// </summary>
internal sealed class TokenAdoption(Uri enrollUrl, Func<ImpCloud> cloud, HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Method != HttpMethod.Post || request.RequestUri != enrollUrl || answer.StatusCode != HttpStatusCode.Created)
            return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (AgentHttp.TryJsonDecode(text, out var body) && body.Text("plan_id") is { } plan && body.Text("token_id") is { } token)
            cloud().Adopt(plan, token);
        return answer;
    }
}
