namespace VirtualBoard.Retargeting.Loading;

/// <summary>An assembly as it lies in a folder, with its symbols.</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="Name">Simple assembly name.</param>
/// <param name="Image">The file's bytes.</param>
/// <param name="Symbols">Bytes of the portable pdb beside it; null when there is none.</param>
internal sealed record SourceFile(string Path, string Name, byte[] Image, byte[]? Symbols);

/// <summary>Everything that decides what a firmware image becomes.</summary>
/// <param name="Firmware">The program's own assemblies: libraries before those that use them, the program last.</param>
/// <param name="Framework">The nanoFramework assemblies they were compiled against, by name.</param>
internal sealed record FirmwareSources(
    IReadOnlyList<SourceFile> Firmware, IReadOnlyDictionary<string, SourceFile> Framework);
