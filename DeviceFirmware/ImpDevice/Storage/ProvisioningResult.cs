namespace ImpDevice.Storage;

/// <summary>What reading the provisioning file gave.</summary>
public sealed class ProvisioningResult
{
    private readonly Provisioning _content;

    internal ProvisioningResult(string reason, string detail)
    {
        Reason = reason;
        Detail = detail;
        _content = new Provisioning { LedPin = -1 };
    }

    internal ProvisioningResult(Provisioning content, string reason)
    {
        Reason = reason;
        _content = content;
    }

    /// <summary>
    /// null when the file is good; otherwise <c>missing</c>, <c>unreadable</c>, <c>malformed</c> or <c>invalid-</c> and the field's name.
    /// </summary>
    public string Reason { get; }

    /// <summary>More about the reason for a person, or null. Never a secret.</summary>
    public string Detail { get; }

    /// <summary>The content, or null with a reason.</summary>
    public Provisioning Content
    {
        get { return Reason == null ? _content : null; }
    }

    /// <summary>GPIO of the status LED as far as the file tells, so that it can show that the rest is bad; -1 for none.</summary>
    public int LedPin
    {
        get { return _content.LedPin; }
    }

    /// <summary>True when the LED lights at low level.</summary>
    public bool LedActiveLow
    {
        get { return _content.LedActiveLow; }
    }
}
