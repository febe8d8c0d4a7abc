namespace VirtualBoard.Retargeting.Mutation;

/// <summary>One small change to firmware that a good test should notice.</summary>
/// <param name="Number">Number in the firmware, from 1; the same for the same build.</param>
/// <param name="Method">Full name of the method, such as <c>Acme.Node.Store.Read(System.Int32)</c>.</param>
/// <param name="Offset">IL offset of the changed instruction.</param>
/// <param name="Change">What is done, such as <c>a &lt; b becomes a &lt;= b</c>.</param>
/// <param name="File">Source file as the symbols have it; null without symbols.</param>
/// <param name="Line">Its line, from 1; 0 without symbols.</param>
public sealed record Mutant(int Number, string Method, int Offset, string Change, string? File, int Line);
