namespace AgentEmulator.Cli;

/// <summary>The command cannot run here as asked; the message says why and what to do. Exit code 3.</summary>
internal sealed class EnvironmentFailureException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The command was asked for something that makes no sense; the message says what would. Exit code 2.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
