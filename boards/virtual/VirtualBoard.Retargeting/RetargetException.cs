namespace VirtualBoard.Retargeting;

/// <summary>Firmware cannot be made to run on the virtual board. The message names every offence, one a line.</summary>
public sealed class RetargetException : Exception
{
    /// <summary>Creates the exception for a file that is no firmware at all.</summary>
    /// <param name="message">Names the file, what is wrong with it, and the remedy.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RetargetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for offences found in firmware.</summary>
    /// <param name="firmware">File that was retargeted.</param>
    /// <param name="issues">All offences, at least one.</param>
    public RetargetException(string firmware, IReadOnlyList<RetargetIssue> issues)
        : base(Text(firmware, issues))
    {
        Issues = issues;
    }

    /// <summary>The offences; empty when the file as a whole was refused.</summary>
    public IReadOnlyList<RetargetIssue> Issues { get; } = [];

    private static string Text(string firmware, IReadOnlyList<RetargetIssue> issues) =>
        $"{firmware} cannot run on the virtual board:{Environment.NewLine}" +
        string.Join(Environment.NewLine, issues.Select(i => $"  {i}"));
}
