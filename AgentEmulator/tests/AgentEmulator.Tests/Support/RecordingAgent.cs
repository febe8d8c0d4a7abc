using System.Text.Json.Nodes;
using AgentEmulator.Agents;

namespace AgentEmulator.Tests.Support;

/// <summary>An agent whose program is given by the test and which keeps the numbers it is sent as "count".</summary>
internal sealed class RecordingAgent(Action<RecordingAgent>? start = null) : Agent
{
    public List<long> Counts { get; } = [];

    public AgentDevice TheDevice => Device;

    public AgentHttp TheHttp => Http;

    public AgentServer TheServer => Server;

    public AgentImp TheImp => Imp;

    public void SendCount(long value) => Device.Send("count", new JsonObject { ["value"] = value });

    protected override void Start()
    {
        Device.On("count", data => Counts.Add(data.Integer("value") ?? -1));
        start?.Invoke(this);
    }
}
