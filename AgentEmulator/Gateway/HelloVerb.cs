using System.Globalization;
using AgentEmulator.Cloud;
using AgentEmulator.Events;

namespace AgentEmulator.Gateway;

/// <summary>hello: opens or resumes a session and decides which agent it talks to.</summary>
internal sealed class HelloVerb(
    GatewayOptions options, ImpCloud cloud, IDeviceAgents agents, ApplicationDeployment deployment, IIdSource ids,
    FactoryJournal journal, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, string> NoParams = new Dictionary<string, string>();

    public LinkReply Handle(LinkCall call)
    {
        var link = call.Link;
        lock (link.Gate)
        {
            if (call.Counter <= link.HelloCounter)
                return LinkReply.Replayed(link.HelloCounter);
            link.HelloCounter = call.Counter;
        }

        if (call.NotJson is { } notJson)
            return LinkReply.Malformed(notJson);
        if (HelloBody.Parse(call.Body, link.DeviceId, out var error) is not { } hello)
            return LinkReply.Malformed(error!);

        // The agent exists before the session does: its handlers stand when the first message comes.
        var agentId = ChooseAgent(link.DeviceId, hello);
        LinkSession session;
        PollWaiter? heldPoll = null;
        string? earlierAgent;
        bool resumed;
        lock (link.Gate)
        {
            if (link.HelloCounter != call.Counter)
                return LinkReply.Replayed(link.HelloCounter); // A newer hello overtook this one meanwhile.
            var old = link.Session;
            earlierAgent = old?.AgentId;
            resumed = old is not null && hello.Resume.Length > 0 && old.Id == hello.Resume;
            if (resumed)
            {
                session = old!;
                session.Hello = hello;
            }
            else
            {
                heldPoll = old?.TakeWaiter();
                session = new LinkSession(ids.Hex16($"session/{link.DeviceId}"), hello, CarriedOver(old, hello));
                link.Session = session;
            }

            session.AgentId = agentId;
            link.LastHello = hello;
            link.LastHeard = time.GetUtcNow();
            link.Address = call.Address;
            agents.TellOfSession(earlierAgent, agentId, isNew: !resumed, call.Address);
        }

        heldPoll?.End(PollEnd.Superseded);
        agents.RunBoth(earlierAgent, agentId);
        journal.Raise(
            FactoryEventNames.DeviceConnected, link.DeviceId,
            new("program", hello.Program), new("boot", hello.Boot.ToString(CultureInfo.InvariantCulture)),
            new("firmware", hello.Firmware), new("board", hello.Board), new("resumed", resumed ? "true" : "false"));
        if (hello.Program == DevicePrograms.Factory)
            deployment.DeliverIfDue(link.DeviceId);
        return Answer(session, hello, resumed);
    }

    /// <summary>A DUT has its DUT agent, an activated device the agent of its plan; in between there is none.</summary>
    private string? ChooseAgent(string deviceId, HelloBody hello)
    {
        switch (hello.Program)
        {
            case DevicePrograms.Factory:
                return cloud.Admit(deviceId, hello.Mac).Accepted ? agents.EnsureDutAgent(deviceId) : null;
            case DevicePrograms.Production when cloud.FindDevice(deviceId) is { AgentId: { } agentId, PlanId: { } planId }:
                agents.EnsureProductionAgent(agentId, deviceId, planId);
                return agentId;
            default:
                return null;
        }
    }

    /// <summary>
    /// Within one boot, what the device has not acknowledged goes on in the new session (the answer to its earlier hello
    /// was lost); a reboot drops it, as impOS does.
    /// </summary>
    private Outbox CarriedOver(LinkSession? old, HelloBody hello) =>
        old is not null && old.Hello.Boot == hello.Boot && old.Hello.Program == hello.Program
            ? old.Outbox.Renumbered()
            : new Outbox(options.OutboxCapacity);

    private LinkReply Answer(LinkSession session, HelloBody hello, bool resumed) => LinkReply.Of(200, writer =>
    {
        writer.WriteString("session", session.Id);
        writer.WriteBoolean("resumed", resumed);
        writer.WriteNumber("time", time.GetUtcNow().ToUnixTimeSeconds());
        writer.WriteNumber("poll_s", (long)options.PollTime.TotalSeconds);
        writer.WriteStartObject("configparams");
        foreach (var (name, value) in hello.Program == DevicePrograms.Factory ? agents.DutConfigParams : NoParams)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    });
}
