using AgentEmulator.Agents;

namespace MyFactory;

/// <summary>Agent of the activated product: answers its URL and counts the heartbeats of its device, over moves too.</summary>
[AgentFor(AgentRole.Production)]
public sealed class MyProductionAgent : Agent
{
    /// <summary>The top level of the program.</summary>
    protected override void Start()
    {
        Device.On("heartbeat", _ =>
        {
            var saved = Server.Load();
            saved["heartbeats"] = Count(saved) + 1;
            Server.Save(saved);
        });
        Http.OnRequest((_, response) => response.Send(200, $"{Imp.ConfigParams["deviceid"]}: {Count(Server.Load())} heartbeats\n"));
    }

    private static long Count(System.Text.Json.Nodes.JsonObject saved) => saved.Integer("heartbeats") ?? 0;
}
