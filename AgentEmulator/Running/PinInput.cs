using System.Globalization;

namespace AgentEmulator.Running;

/// <summary>What is wired to a pin from some moment on: a level, as a button or a sensor gives it, or nothing.</summary>
/// <param name="Pin">GPIO number.</param>
/// <param name="Level">High or low; null for nothing.</param>
/// <param name="At">Board time since power was applied.</param>
internal sealed record PinInput(int Pin, bool? Level, TimeSpan At)
{
    /// <summary>How one is written.</summary>
    public const string Form = "PIN=high|low|open[@SECONDS]";

    /// <summary>Reads one; null when it is none.</summary>
    public static PinInput? TryParse(string text)
    {
        var at = text.Split('@');
        var wire = at[0].Split('=');
        if (at.Length > 2 || wire.Length != 2 || !int.TryParse(wire[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pin))
            return null;
        var seconds = 0.0;
        if (at.Length == 2 && !(double.TryParse(at[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds <= 1e9))
            return null;
        var time = TimeSpan.FromSeconds(seconds);
        return wire[1] switch
        {
            "high" => new PinInput(pin, true, time),
            "low" => new PinInput(pin, false, time),
            "open" => new PinInput(pin, null, time),
            _ => null,
        };
    }
}
