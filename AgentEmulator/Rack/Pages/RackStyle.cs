namespace AgentEmulator.Rack.Pages;

/// <summary>The style sheet that the web page and the report share.</summary>
internal static class RackStyle
{
    public static string Sheet { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(RackStyle).Assembly.GetManifestResourceStream("rack.css")
            ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
