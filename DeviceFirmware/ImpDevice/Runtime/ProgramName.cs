namespace ImpDevice.Runtime;

/// <summary>Programs as messages and console lines spell them.</summary>
public static class ProgramName
{
    /// <summary>The word for a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns><c>factory</c>, <c>activation</c> or <c>production</c>.</returns>
    public static string Of(ProgramKind program)
    {
        return program == ProgramKind.Factory ? "factory" : program == ProgramKind.Activation ? "activation" : "production";
    }
}
