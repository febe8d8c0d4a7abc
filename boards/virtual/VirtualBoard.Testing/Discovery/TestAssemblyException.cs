namespace VirtualBoard.Testing.Discovery;

/// <summary>A test assembly cannot be used. The message names the file and the remedy.</summary>
internal sealed class TestAssemblyException(string message, Exception? innerException = null) : Exception(message, innerException);
