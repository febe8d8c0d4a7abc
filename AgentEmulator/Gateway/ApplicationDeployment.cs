using AgentEmulator.Cloud;

namespace AgentEmulator.Gateway;

/// <summary>
/// Replaces the DUT firmware by the application after blessing, when the production group loads code after blessing.
/// A device that is away at that moment gets it when it says hello as a DUT again.
/// </summary>
internal sealed class ApplicationDeployment(DeviceLinks links, ImpCloud cloud, TimeProvider time)
{
    public void Schedule(string deviceId)
    {
        if (cloud.FindDevice(deviceId)?.ApplicationDueAt is not { } due)
            return;
        var deployment = new Pending(this, deviceId);
        deployment.Timer = time.CreateTimer(
            static state => ((Pending)state!).Fire(), deployment, due - time.GetUtcNow(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends the application if it is due; called at the due time and at every hello of a DUT.</summary>
    public void DeliverIfDue(string deviceId)
    {
        if (cloud.FindDevice(deviceId) is { State: DeviceState.Blessed, ApplicationDueAt: { } due }
            && due <= time.GetUtcNow()
            && links.Find(deviceId)?.TrySendControl("application") == SendOutcome.Queued)
            cloud.Deployed(deviceId);
    }

    private sealed class Pending(ApplicationDeployment owner, string deviceId)
    {
        public ITimer? Timer { get; set; }

        public void Fire()
        {
            Timer?.Dispose();
            owner.DeliverIfDue(deviceId);
        }
    }
}
