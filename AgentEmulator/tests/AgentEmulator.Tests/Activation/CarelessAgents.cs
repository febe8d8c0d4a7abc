using System.Text;
using System.Text.Json.Nodes;
using AgentEmulator.Agents;
using AgentEmulator.Events;

namespace AgentEmulator.Tests.Activation;

/// <summary>A DUT's agent that looks for its fixture once, when it starts.</summary>
internal sealed class EagerDutAgent(Agent careful) : Agent
{
    protected override void Start()
    {
        Assert.IsType<DutAgent>(careful);
        var fixture = Imp.ConfigParams.GetValueOrDefault("factory_fixture_url");
        Device.On("ready.for.token", _ => Http.Post(
            "http://cloud.lab/v5/enroll",
            new Dictionary<string, string>
            {
                ["Content-Type"] = "application/json",
                ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("blinkup-api-key-of-the-emulator")),
            },
            """{"type":"production_token"}""").SendAsync(response =>
            {
                Assert.True(AgentHttp.TryJsonDecode(response.Body, out var token));
                token["ssid"] = "customer-home";
                token["password"] = "customer-home-key";
                Device.Send("activation.token", token);
            }));
        Device.On("activation.data", data =>
        {
            if (fixture is null)
                Server.Error("factory_fixture_url is not set");
            else
                Http.Post(fixture, null, AgentHttp.JsonEncode(data)).SendAsync(_ => { });
        });
        Device.On("test.result", _ => { });
    }
}

/// <summary>A fixture's agent whose polls live in its memory and know no limit.</summary>
internal sealed class ForgetfulFixtureAgent(int everySecond) : Agent
{
    protected override void Start() => Http.OnRequest((request, response) =>
    {
        Assert.True(AgentHttp.TryJsonDecode(request.Body, out var data));
        ReportFor(data.Text("device_id")!, FactoryEventNames.ClaimStarted);
        Poll(data);
        response.Send(200, "OK");
    });

    private void Poll(JsonObject claim)
    {
        for (var i = 0; i < everySecond; i++)
        {
            Http.Get(
                "http://cloud.lab/v5/enroll/" + claim.Text("token_id"),
                new Dictionary<string, string>
                {
                    ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("blinkup-api-key-of-the-emulator")),
                }).SendAsync(response =>
                {
                    // A program that gives up at the first answer that is none.
                    if (response.StatusCode == 429)
                        _stopped = true;
                    else if (!_stopped && AgentHttp.TryJsonDecode(response.Body, out var answer) && answer.Text("claimed_at") is not null)
                        Confirm(claim);
                });
        }

        if (!_stopped)
            Imp.Wakeup(1, () => Poll(claim));
    }

    private bool _stopped;

    private void Confirm(JsonObject claim)
    {
        _stopped = true;
        ReportFor(claim.Text("device_id")!, FactoryEventNames.ClaimConfirmed, new FactoryDetail("agent_url", ""));
    }
}
