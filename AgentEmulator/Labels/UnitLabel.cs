namespace AgentEmulator.Labels;

/// <summary>What the label of an activated unit says.</summary>
/// <param name="DeviceId">16 hex characters.</param>
/// <param name="Mac">"24:0a:c4:01:02:03".</param>
/// <param name="AgentUrl">Of the unit's production agent; goes into the QR code.</param>
internal sealed record UnitLabel(string DeviceId, string Mac, string AgentUrl)
{
    /// <summary>Width in dots: 50 mm at 203 dpi.</summary>
    public const int Width = 400;

    /// <summary>Height in dots: 25 mm at 203 dpi.</summary>
    public const int Height = 200;

    /// <summary>Dots per metre of a 203 dpi printer.</summary>
    public const int DotsPerMetre = 8000;
}
