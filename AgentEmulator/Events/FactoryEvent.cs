using System.Text;

namespace AgentEmulator.Events;

/// <summary>One acknowledged fact of the factory: what happened, to which device, when.</summary>
/// <param name="Name">One of <see cref="FactoryEventNames"/>, or a name of the user's own agent.</param>
/// <param name="DeviceId">16 hex characters, or null when the fact concerns no one device.</param>
/// <param name="At">Time of the emulator's clock, UTC.</param>
/// <param name="Details">In the order in which they are shown.</param>
public sealed record FactoryEvent(
    string Name, string? DeviceId, DateTimeOffset At, IReadOnlyList<FactoryDetail> Details)
{
    /// <summary>The value of the first detail of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var detail in Details)
            {
                if (detail.Name == name)
                    return detail.Value;
            }

            return null;
        }
    }

    /// <summary>One line: name, device, then name=value pairs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        if (DeviceId is not null)
            text.Append(" device=").Append(DeviceId);
        foreach (var detail in Details)
            text.Append(' ').Append(detail.Name).Append('=').Append(detail.Value);
        return text.ToString();
    }
}
