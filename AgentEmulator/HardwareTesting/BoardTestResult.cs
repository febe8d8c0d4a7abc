namespace AgentEmulator.HardwareTesting;

/// <summary>How a test ended.</summary>
internal enum BoardTestOutcome
{
    /// <summary>It returned.</summary>
    Passed,

    /// <summary>It threw, or did not end.</summary>
    Failed,

    /// <summary>It, or the setup of its class, asked to be skipped.</summary>
    Skipped,

    /// <summary>No result of it came.</summary>
    NotRun,
}

/// <summary>One test of a run.</summary>
/// <param name="ClassName">Full name of its class.</param>
/// <param name="Name">Full name, with the arguments where they are known.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it did not pass; null when it did.</param>
/// <param name="Duration">How long it took in board time; zero where the board does not say.</param>
/// <param name="Output">What the board printed since the test before it ended.</param>
/// <param name="File">Source file; null where it is not known.</param>
/// <param name="Line">Line in it, counted from 1.</param>
internal sealed record BoardTestResult(
    string ClassName, string Name, BoardTestOutcome Outcome, string? Message, TimeSpan Duration, string Output, string? File, int? Line)
{
    /// <summary>Gets the stack of a failure as the board gave it; null where it does not.</summary>
    public string? Stack { get; init; }

    /// <summary>Gets the stack, or the line that says where the test is, in the form that tools make links of; empty without either.</summary>
    public string Trace => Stack ?? (File is null ? "" : $"   at {Name} in {File}:line {Line}");
}
