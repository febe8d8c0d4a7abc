namespace VirtualBoard.Testing.Running;

/// <summary>How a test ended.</summary>
internal enum TestOutcome
{
    /// <summary>It returned.</summary>
    Passed,

    /// <summary>It threw, or the board was reset under it.</summary>
    Failed,

    /// <summary>It did not end within the limit of board time.</summary>
    TimedOut,

    /// <summary>It, or the setup of its class, asked to be skipped.</summary>
    Skipped,

    /// <summary>It did not run: what has to come before it failed.</summary>
    NotRun,
}

/// <summary>The end of a test.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Message">What failed, or why it was skipped; null when it passed.</param>
/// <param name="StackTrace">Lines <c>   at N.T.M() in FILE:line 29</c>; null without.</param>
internal sealed record TestResult(TestOutcome Outcome, string? Message = null, string? StackTrace = null)
{
    /// <summary>Gets what the board printed since the test before it ended.</summary>
    public string Output { get; init; } = "";

    /// <summary>Gets how long it took in board time.</summary>
    public TimeSpan Duration { get; init; }

    public bool IsFailure => Outcome is TestOutcome.Failed or TestOutcome.TimedOut or TestOutcome.NotRun;
}
