using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Agents;

namespace MyFactory;

/// <summary>
/// The DUT's agent of the factory activation guide, as it is ported from Squirrel line by line; the comments show the lines it comes
/// from. Change it into your own.
/// </summary>
/// <param name="settings">Key, impCloud and network that the emulator was started with.</param>
[AgentFor(AgentRole.Dut)]
public sealed class MyDutAgent(DutAgentSettings settings) : Agent
{
    /// <summary>The top level of the program.</summary>
    protected override void Start()
    {
        // device.on("test.result", function(result) { ... });
        Device.On("test.result", result => Server.Log($"MyFactory: tests {(result.Boolean("passed") == true ? "passed" : "failed")}"));

        // device.on("ready.for.token", function(ready) { ... });
        Device.On("ready.for.token", FetchToken);

        // device.on("activation.data", function(activation) { ... });
        Device.On("activation.data", TellFixture);

        Device.On("bless.failed", failure => Server.Error($"MyFactory: not blessed: {failure.Text("reason")}"));
    }

    private void FetchToken(JsonNode? ready)
    {
        // local headers = { "Content-Type": "application/json", "Authorization": "Basic " + http.base64encode(KEY) };
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.ApiKey)),
        };

        // http.post(URL, headers, http.jsonencode({ "type": "production_token" })).sendasync(function(response) { ... });
        Http.Post(settings.EnrollUrl, headers, AgentHttp.JsonEncode(new JsonObject { ["type"] = "production_token" })).SendAsync(response =>
        {
            if (response.StatusCode != 201 || !AgentHttp.TryJsonDecode(response.Body, out var answer))
            {
                Server.Error($"MyFactory: no token, status {response.StatusCode}");
                Device.Send("activation.refused", new JsonObject { ["reason"] = "cloud-unavailable", ["message"] = $"status {response.StatusCode}" });
                return;
            }

            // device.send("activation.token", { "plan_id": ..., "token_id": ..., "ssid": SSID, "password": PASSWORD });
            Device.Send("activation.token", new JsonObject
            {
                ["plan_id"] = answer.Text("plan_id"),
                ["token_id"] = answer.Text("token_id"),
                ["ssid"] = settings.Ssid,
                ["password"] = settings.Password,
            });
        });
    }

    private void TellFixture(JsonNode? activation)
    {
        // if ("factory_fixture_url" in imp.configparams) ...: absent for a moment after the agent was moved, so it is read here.
        if (!Imp.ConfigParams.TryGetValue("factory_fixture_url", out var fixtureUrl))
        {
            Imp.Wakeup(1, () => TellFixture(activation));
            return;
        }

        Http.Post(fixtureUrl, null, AgentHttp.JsonEncode(activation)).SendAsync(response =>
        {
            if (response.StatusCode == 200)
                Device.Send("activation.data.received", new JsonObject());
            else
                Server.Error($"MyFactory: problem contacting fixture, status {response.StatusCode}");
        });
    }
}
