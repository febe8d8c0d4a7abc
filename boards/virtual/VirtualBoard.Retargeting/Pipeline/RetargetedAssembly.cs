namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>One assembly of a program, ready to be loaded.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="Image">The dll.</param>
/// <param name="Symbols">The portable pdb; empty when the firmware had none.</param>
/// <param name="StaticsClass">Metadata token of the class whose object holds the static fields; 0 when there are none.</param>
/// <param name="EntryPoint">Metadata token of Main; 0 in a library.</param>
/// <param name="Initializers">Metadata tokens of what were static constructors, in the order in which they run.</param>
internal sealed record RetargetedAssembly(
    string Name, byte[] Image, byte[] Symbols, int StaticsClass, int EntryPoint, IReadOnlyList<int> Initializers);
