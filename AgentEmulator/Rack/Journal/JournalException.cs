namespace AgentEmulator.Rack.Journal;

/// <summary>A journal cannot be used: missing, of another kind or version, damaged, or in use; the message says which and what to do.</summary>
internal sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
