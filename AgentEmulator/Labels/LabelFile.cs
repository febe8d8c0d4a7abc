using AgentEmulator.Cli;

namespace AgentEmulator.Labels;

/// <summary>Writes labels as files: .png for a screen or any printer, .zpl for a label printer that speaks ZPL II.</summary>
internal static class LabelFile
{
    /// <summary>Checks names before any unit is made, so that a finished unit is never left without its label for a typing error.</summary>
    /// <exception cref="UsageException">Another extension, or no such folder.</exception>
    public static void Check(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (Format(file) is null)
                throw new UsageException($"A label is written as .png or .zpl; \"{file}\" is neither.");
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"The folder of the label \"{file}\" does not exist.");
        }
    }

    /// <summary>Writes or replaces the file; whoever reads it sees the old label or the new one, never half of one.</summary>
    /// <exception cref="EnvironmentFailureException">It cannot be written.</exception>
    public static void Write(string file, UnitLabel label)
    {
        var content = Format(file)!(label);
        var half = file + ".part";
        try
        {
            File.WriteAllBytes(half, content);
            File.Move(half, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The label {file} cannot be written: {e.Message}", e);
        }
    }

    private static Func<UnitLabel, byte[]>? Format(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".PNG" => PngLabel.Render,
        ".ZPL" => ZplLabel.Render,
        _ => null,
    };
}
