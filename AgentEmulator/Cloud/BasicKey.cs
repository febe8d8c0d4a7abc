using System.Text;

namespace AgentEmulator.Cloud;

/// <summary>The API key of an Authorization header: Basic base64(key), with or without the colon older documents asked for.</summary>
internal static class BasicKey
{
    private const int MaxLength = 1024;

    public static string? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header])
            return null;
        const string scheme = "Basic ";
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || header.Length > MaxLength)
            return null;
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(header[scheme.Length..].Trim(), bytes, out var length))
            return null;
        var key = Encoding.UTF8.GetString(bytes[..length]);
        return key.EndsWith(':') ? key[..^1] : key;
    }
}
