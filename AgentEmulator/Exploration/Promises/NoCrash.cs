namespace AgentEmulator.Exploration.Promises;

internal sealed class NoCrash(FactoryLab lab) : Promise(lab)
{
    public override string Name => "no-crash";

    public override string Text => "firmware meets no exception that it does not handle, and loses no thread to one";

    public override void OnLine(FactoryBoard board, string line)
    {
        if (line.Contains("unhandled exception", StringComparison.Ordinal) || line.StartsWith("    ++++ Exception", StringComparison.Ordinal))
            Break(board, line.Trim());
    }
}
