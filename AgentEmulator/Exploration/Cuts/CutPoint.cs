using System.Globalization;

namespace AgentEmulator.Exploration.Cuts;

/// <summary>Where the power is cut, counted from the moment at which the board last got its power.</summary>
internal enum CutKind
{
    /// <summary>In the n-th flash operation.</summary>
    Flash,

    /// <summary>When the n-th request is sent, before it leaves.</summary>
    Request,

    /// <summary>When the n-th request has been answered, before the answer arrives.</summary>
    Answer,
}

/// <summary>One power cut: f17.2 is in flash operation 17 with what sample 2 leaves, q5 before request 5, a5 before the answer to request 5.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Sample">
/// Flash only: 0 leaves the operation undone, 1 done, each further one a torn state that is drawn from the seed. Else 0.
/// </param>
internal readonly record struct CutPoint(CutKind Kind, int Number, int Sample)
{
    public const string Form = "f17.2 (flash operation 17, sample 2), q5 (request 5) or a5 (answer 5)";

    public override string ToString() => Kind switch
    {
        CutKind.Flash => string.Create(CultureInfo.InvariantCulture, $"f{Number}.{Sample}"),
        CutKind.Request => string.Create(CultureInfo.InvariantCulture, $"q{Number}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a{Number}"),
    };

    /// <summary>Reads what <see cref="ToString"/> writes; the sample may be left out, for 0.</summary>
    public static bool TryParse(string text, out CutPoint point)
    {
        point = default;
        if (text.Length < 2)
            return false;
        var kind = text[0] switch { 'f' => CutKind.Flash, 'q' => CutKind.Request, 'a' => CutKind.Answer, _ => (CutKind?)null };
        var parts = text[1..].Split('.');
        if (kind is null || parts.Length > (kind == CutKind.Flash ? 2 : 1))
            return false;
        var sample = 0;
        if (!TryCount(parts[0], out var number) || number == 0 || (parts.Length == 2 && !TryCount(parts[1], out sample)))
            return false;
        point = new CutPoint(kind.Value, number, sample);
        return true;
    }

    private static bool TryCount(string digits, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
