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
    private readonly DeviceConnection _connection;
    private readonly HttpCredits _credits;
    private readonly DateTimeOffset _configuredAt;
    private bool _limited;
    private bool _ended;

    /// <param name="configuredIn">Time from which imp.configparams is populated: zero unless the agent was moved here.</param>
    public AgentRuntime(IAgentPlatform platform, AgentIdentity identity, SavedData saved, TimeSpan configuredIn)
    {
        _credits = new HttpCredits(platform.Time);
        _configuredAt = platform.Time.GetUtcNow() + configuredIn;
        _platform = platform;
        Identity = identity;
        Server = new AgentServer(platform, identity, saved);
        _connection = new DeviceConnection(this, platform, identity);
        Device = new AgentDevice(platform, identity, Server, _connection);
        Http = new AgentHttp(this);
        Imp = new AgentImp(this);
        _mailbox = new AgentMailbox(MailboxCapacity, CallbackFailed);
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

    /// <summary>Queued among the messages; lost on an agent whose queue is full, which finds out by itself that a device fell silent.</summary>
    public void EnqueueConnected(string address) => _mailbox.TryEnqueue(() => _connection.Connected(address));

    /// <summary>As <see cref="EnqueueConnected"/>.</summary>
    public void EnqueueLeft() => _mailbox.TryEnqueue(_connection.Left);

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

    /// <summary>Parameters of this agent; only its own device ID until they are populated after a move.</summary>
    public IReadOnlyDictionary<string, string> ConfigParams
    {
        get
        {
            if (Time.GetUtcNow() >= _configuredAt || Identity.ConfigParams.Count <= 1)
                return Identity.ConfigParams;
            Report(DeviceId, FactoryEventNames.ConfigParamsEarly, [new("agent", Identity.Kind)]);
            return Identity.ConfigParams.Where(pair => pair.Key == "deviceid").ToDictionary();
        }
    }

    public void SendHttp(AgentHttpRequest request, Action<AgentHttpResponse> done, TimeSpan timeout)
    {
        if (TakeCredit())
            _ = CompleteAsync(AgentWeb.SendAsync(_platform.Web, request, timeout, Time), done);
        else
            _mailbox.Post(() => done(AgentWeb.OutOfCredit));
    }

    public AgentHttpResponse SendHttpAndWait(AgentHttpRequest request, TimeSpan timeout)
    {
        if (!TakeCredit())
            return AgentWeb.OutOfCredit;
        var answer = AgentWeb.SendAsync(_platform.Web, request, timeout, Time);
        if (!answer.IsCompleted && !_platform.MayBlock)
            throw new InvalidOperationException("http request.sendsync() has to wait for its answer, which a simulated factory cannot do: use SendAsync");
        return answer.GetAwaiter().GetResult();
    }

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

    private bool TakeCredit()
    {
        var taken = _credits.TryTake();
        if (!taken && !_limited)
        {
            Server.Error($"http request refused: all {HttpCredits.Most} credits are used up, {HttpCredits.PerSecond} per second come back");
            Report(DeviceId, FactoryEventNames.HttpLimited, [new("agent", Identity.Kind)]);
        }

        _limited = !taken;
        return taken;
    }

    private void CallbackFailed(Exception e)
    {
        Server.Error($"the agent's callback failed: {e.GetType().Name}: {e.Message}");
        Report(DeviceId, FactoryEventNames.AgentFailed, [new("agent", Identity.Kind), new("error", $"{e.GetType().Name}: {e.Message}")]);
    }

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
