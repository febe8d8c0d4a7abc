namespace ImpDevice.Diagnostics;

/// <summary>How secrets may appear on the console.</summary>
public static class Secret
{
    /// <summary>First four characters and an ellipsis, enough to tell two tokens apart. Passwords and keys are not shown at all.</summary>
    /// <param name="text">The secret, or null.</param>
    /// <returns>The short form; for null or fewer than eight characters only the ellipsis.</returns>
    public static string Shorten(string text)
    {
        return text == null || text.Length < 8 ? "\u2026" : text.Substring(0, 4) + "\u2026";
    }
}
