using System.Text.Json;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>One running instance of an agent: its mailbox, timers and open requests. Ends as a whole.</summary>
internal sealed class AgentRuntime
{
    /// <summary>Messages and requests that may wait for a busy agent; further ones stay with the sender.</summary>
    private const int MailboxCapacity = 4_096;

    private readonly Lock _gate = new();
    private readonly HashSet<AgentTimer> _timers = [];
    private readonly HashSet<AgentResponse> _openResponses = [];
    private readonly IAgentPlatform _platform;
    private readonly AgentMailbox _mailbox;
    private bool _ended;

    public AgentRuntime(IAgentPlatform platform, AgentIdentity identity, SavedData saved)
    {
        _platform = platform;
        Identity = identity;
        Server = new AgentServer(platform, identity, saved);
        Device = new AgentDevice(platform, identity, Server);
        Http = new AgentHttp(this);
        Imp = new AgentImp(this);
        _mailbox = new AgentMailbox(
            MailboxCapacity, e => Server.Error($"the agent's callback failed: {e.GetType().Name}: {e.Message}"));
    }

    public AgentIdentity Identity { get; }

    public string DeviceId => Identity.DeviceId;

    public TimeProvider Time => _platform.Time;

    public AgentDevice Device { get; }

    public AgentHttp Http { get; }

    public AgentServer Server { get; }

    public AgentImp Imp { get; }

    /// <summary>Queues the program's start; <see cref="Run"/> carries it out before anything queued later.</summary>
    public void Start(Agent agent)
    {
        agent.Attach(this);
        _mailbox.TryEnqueue(agent.RunStart);
    }

    public void Run() => _mailbox.Run();

    public bool TryEnqueueMessage(string name, JsonElement data) =>
        _mailbox.TryEnqueue(() => Device.Receive(name, data));

    /// <summary>Hands a request to the agent; answered by 503 when the agent is ending or overloaded, 504 when it takes too long.</summary>
    public async Task<AgentReply> HandleAsync(AgentRequest request, TimeSpan timeout)
    {
        var response = new AgentResponse();
        lock (_gate)
        {
            if (_ended || !_mailbox.TryEnqueue(() => Http.Receive(request, response)))
                return new AgentReply(503, EmptyHeaders, "the agent is not available");
            _openResponses.Add(response);
        }

        using var timer = Time.CreateTimer(
            static state => ((AgentResponse)state!).Abandon(504, "the agent did not answer in time"),
            response, timeout, Timeout.InfiniteTimeSpan);
        _mailbox.Run();
        var reply = await response.Reply.ConfigureAwait(false);
        lock (_gate)
            _openResponses.Remove(response);
        return reply;
    }

    public void SendHttp(AgentHttpRequest request, Action<AgentHttpResponse> done, TimeSpan timeout) =>
        _ = CompleteAsync(AgentWeb.SendAsync(_platform.Web, request, timeout, Time), done);

    public AgentTimer StartTimer(TimeSpan due, Action callback)
    {
        var timer = new AgentTimer(callback);
        lock (_gate)
        {
            if (_ended)
                return timer;
            _timers.Add(timer);
            // Created under the lock: its callback takes the lock before it looks at the timer.
            timer.HostTimer = Time.CreateTimer(_ => Fire(timer), null, due, Timeout.InfiniteTimeSpan);
        }

        return timer;
    }

    public void CancelTimer(AgentTimer timer)
    {
        lock (_gate)
        {
            timer.IsCancelled = true;
            _timers.Remove(timer);
        }

        timer.HostTimer?.Dispose();
    }

    public void Report(string deviceId, string name, FactoryDetail[] details) => _platform.Report(deviceId, name, details);

    /// <summary>Ends the instance: no callback runs any more, open requests are answered 503.</summary>
    public void End()
    {
        AgentTimer[] timers;
        AgentResponse[] responses;
        lock (_gate)
        {
            _ended = true;
            timers = [.. _timers];
            responses = [.. _openResponses];
            _timers.Clear();
        }

        _mailbox.Close();
        foreach (var timer in timers)
            timer.HostTimer?.Dispose();
        foreach (var response in responses)
            response.Abandon(503, "the agent is being moved");
    }

    private static readonly IReadOnlyDictionary<string, string> EmptyHeaders = new Dictionary<string, string>();

    private void Fire(AgentTimer timer)
    {
        lock (_gate)
        {
            if (!_timers.Remove(timer))
                return;
        }

        timer.HostTimer?.Dispose();
        _mailbox.Post(() =>
        {
            if (!timer.IsCancelled)
                timer.Callback();
        });
    }

    private async Task CompleteAsync(Task<AgentHttpResponse> answer, Action<AgentHttpResponse> done)
    {
        var response = await answer.ConfigureAwait(false);
        _mailbox.Post(() => done(response));
    }
}
