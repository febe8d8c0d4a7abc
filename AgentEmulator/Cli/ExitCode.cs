namespace AgentEmulator.Cli;

/// <summary>The exit codes of every command, as <c>--help</c> and the README list them.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Environment = 3;
    public const int Quarantined = 4;
    public const int Interrupted = 130;

    public const string Help =
        """
        Exit codes:
          0    done, everything passed
          1    the outcome is a failure: the activation failed, a test failed, a cycle failed
          2    usage: wrong arguments or wrong file content
          3    environment: address or port in use, file, port or tool missing or busy
          4    everything that ran passed, but boards are quarantined
          130  interrupted with Ctrl+C; state is kept
        """;
}
