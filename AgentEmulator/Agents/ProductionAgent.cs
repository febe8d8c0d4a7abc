using System.Globalization;
using System.Text.Json.Nodes;
using AgentEmulator.Events;

namespace AgentEmulator.Agents;

/// <summary>Agent of an activated product: it receives heartbeats.</summary>
public sealed class ProductionAgent : Agent
{
    private static readonly string[] Fields = ["n", "uptime_s", "free_heap", "boot", "rssi"];

    protected override void Start() => Device.On("heartbeat", OnHeartbeat);

    private void OnHeartbeat(JsonNode? data)
    {
        var details = new List<FactoryDetail>(Fields.Length);
        foreach (var field in Fields)
        {
            if (data.Integer(field) is { } value)
                details.Add(new FactoryDetail(field, value.ToString(CultureInfo.InvariantCulture)));
        }

        Report(FactoryEventNames.Heartbeat, [.. details]);
    }
}
