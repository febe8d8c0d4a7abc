using System.Net;
using System.Security.Cryptography;
using AgentEmulator.Cli;

namespace AgentEmulator.Rack.Web;

/// <summary>The token that pages beyond loopback demand.</summary>
/// <param name="Value">The token.</param>
/// <param name="Made">Whether it was made up for this process, so that it must be printed once for anybody to know it.</param>
internal sealed record AccessToken(string Value, bool Made)
{
    private const int Bytes = 24;
    private const int Shortest = 16;

    /// <summary>Null when the address is a loopback one and no file is given.</summary>
    /// <exception cref="UsageException">The file's token is too short.</exception>
    /// <exception cref="EnvironmentFailureException">The file cannot be read.</exception>
    public static AccessToken? For(Uri address, FileInfo? file)
    {
        if (file is not null)
            return new AccessToken(Read(file), Made: false);
        return IsLoopback(address) ? null : new AccessToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)), Made: true);
    }

    public static bool IsLoopback(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    private static string Read(FileInfo file)
    {
        string token;
        try
        {
            token = File.ReadAllText(file.FullName).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentFailureException($"The token file {file.FullName} cannot be read: {e.Message}", e);
        }

        return token.Length >= Shortest && token.All(c => c is > ' ' and < '\u007f')
            ? token
            : throw new UsageException(
                $"The token file {file.FullName} must hold one token of {Shortest} or more printable ASCII characters, for instance from: openssl rand -hex 24");
    }
}
