using AgentEmulator.Agents;
using AgentEmulator.Hosting;

namespace AgentEmulator.Tests.Support;

/// <summary>A factory whose fixture agent is a program of the test: the shortest way to an agent with a URL.</summary>
internal sealed class AgentBench : IAsyncDisposable
{
    private readonly List<RecordingAgent> _instances = [];

    public AgentBench(Action<RecordingAgent>? start = null, Func<FactoryOptions, FactoryOptions>? change = null)
    {
        Factory = new TestFactory(o => (change?.Invoke(o) ?? o) with
        {
            Programs = builtIn => builtIn with
            {
                Fixture = () =>
                {
                    var agent = new RecordingAgent(start);
                    _instances.Add(agent);
                    return agent;
                },
            },
        });
    }

    public TestFactory Factory { get; }

    public RecordingAgent Agent => _instances[^1];

    public int Starts => _instances.Count;

    public string Url => Factory.FixtureUrl;

    public AgentHost Host => Factory.Host.Services.Agents;

    public IEnumerable<string?> Errors => Factory.Events.All
        .Where(e => e.Name == "agent-log" && e["level"] == "error").Select(e => e["message"]);

    public bool Migrate(double downtimeSeconds = 0) =>
        Host.Migrate(Host.FixtureAgentId, TimeSpan.FromSeconds(downtimeSeconds));

    public ValueTask DisposeAsync() => Factory.DisposeAsync();
}
