namespace VirtualBoard.Testing.Mutation;

/// <summary>Mutants cannot be tried; the message says why and what to do.</summary>
internal sealed class MutationException(string message) : Exception(message);
