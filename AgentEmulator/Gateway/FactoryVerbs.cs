using AgentEmulator.Cloud;
using AgentEmulator.Json;

namespace AgentEmulator.Gateway;

/// <summary>bless and enroll: the device's requests to the impCloud.</summary>
internal sealed class FactoryVerbs(ImpCloud cloud, IDeviceAgents agents, ApplicationDeployment deployment, TimeProvider time)
{
    public LinkReply Bless(LinkCall call)
    {
        var error = call.NotJson;
        var success = false;
        if (error is null)
        {
            var reader = new ObjectReader(call.Body);
            success = reader.Boolean("success");
            error = reader.Error;
        }

        lock (call.Link.Gate)
        {
            if (call.Admit(time, out _) is { } refusal)
                return refusal;
        }

        if (error is not null)
            return LinkReply.Malformed(error);
        var outcome = cloud.Bless(call.Link.DeviceId, success);
        if (outcome is { First: true, ApplicationAtOnce: false })
            deployment.Schedule(call.Link.DeviceId);
        return LinkReply.Of(200, writer =>
        {
            writer.WriteBoolean("blessed", outcome.Blessed);
            if (outcome is { Blessed: true, ApplicationAtOnce: true })
                writer.WriteBoolean("application", true);
            if (!outcome.Blessed)
            {
                writer.WriteString("reason", outcome.Reason);
                writer.WriteString("message", outcome.Message);
            }
        });
    }

    public LinkReply Enroll(LinkCall call)
    {
        var error = call.NotJson;
        var body = error is null ? EnrollBody.Parse(call.Body, out error) : default;
        lock (call.Link.Gate)
        {
            if (call.Admit(time, out _) is { } refusal)
                return refusal;
        }

        if (error is not null)
            return LinkReply.Malformed(error);
        var outcome = cloud.Activate(call.Link.DeviceId, body.PlanId, body.TokenId);
        if (outcome.Activated)
            HandOver(call, outcome.AgentId, body.PlanId);
        return LinkReply.Of(200, writer =>
        {
            writer.WriteBoolean("activated", outcome.Activated);
            if (outcome.Activated)
            {
                writer.WriteString("agent_url", outcome.AgentUrl);
                writer.WriteString("plan_id", body.PlanId);
            }
            else
            {
                writer.WriteString("reason", outcome.Reason);
                writer.WriteString("message", outcome.Message);
            }
        });
    }

    /// <summary>From now on the session talks to the agent of (device, plan).</summary>
    private void HandOver(LinkCall call, string agentId, string planId)
    {
        agents.EnsureProductionAgent(agentId, call.Link.DeviceId, planId);
        string? earlierAgent = null;
        lock (call.Link.Gate)
        {
            if (call.Link.Session is not { } session || session.Id != call.Session)
                return;
            earlierAgent = session.AgentId;
            session.AgentId = agentId;
            agents.TellOfSession(earlierAgent, agentId, isNew: false, call.Address);
        }

        agents.RunBoth(earlierAgent, agentId);
    }
}
