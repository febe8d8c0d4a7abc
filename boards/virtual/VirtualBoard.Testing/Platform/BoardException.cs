namespace VirtualBoard.Testing.Platform;

/// <summary>A failure on the board as the platform shows it: the board's message, the firmware's file and line.</summary>
internal sealed class BoardException(string message, string? stackTrace) : Exception(message)
{
    public override string? StackTrace => stackTrace;
}
