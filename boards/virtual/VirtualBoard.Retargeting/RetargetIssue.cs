using System.Globalization;

namespace VirtualBoard.Retargeting;

/// <summary>One reason why firmware cannot run on the virtual board.</summary>
/// <param name="Assembly">Simple name of the firmware assembly.</param>
/// <param name="Member">Full name of the method, field or type that has the offence, such as <c>Acme.Node.Program.Main()</c>.</param>
/// <param name="Offset">IL offset within the method; null when the offence is in a declaration.</param>
/// <param name="What">What is not available, such as <c>System.WeakReference.get_Target()</c>.</param>
/// <param name="Why">The reason, and what to do about it where that is not obvious.</param>
/// <param name="Source">File name and line, such as <c>Program.cs:12</c>; null without symbols.</param>
public sealed record RetargetIssue(
    string Assembly, string Member, int? Offset, string What, string Why, string? Source = null)
{
    /// <summary>The issue as one line of text.</summary>
    public override string ToString()
    {
        var offset = Offset is { } o ? string.Create(CultureInfo.InvariantCulture, $" IL_{o:x4}") : "";
        var source = Source is null ? "" : $" ({Source})";
        return $"{Member}{offset}: {What} is not available on the board: {Why}{source}";
    }
}
