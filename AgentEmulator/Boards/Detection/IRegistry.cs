using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;

namespace AgentEmulator.Boards.Detection;

/// <summary>The machine part of the Windows registry, to read.</summary>
internal interface IRegistry
{
    /// <summary>Names of the keys in a key; none when there is no such key or this user may not see it.</summary>
    IReadOnlyList<string> Keys(string path);

    /// <summary>The values of a key that are text.</summary>
    IReadOnlyDictionary<string, string> Values(string path);
}

/// <summary>The registry of this computer.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRegistry : IRegistry
{
    public IReadOnlyList<string> Keys(string path) => Read(path, key => key.GetSubKeyNames()) ?? [];

    public IReadOnlyDictionary<string, string> Values(string path) =>
        Read(path, key => key.GetValueNames()
            .Where(name => key.GetValue(name) is string)
            .ToDictionary(name => name, name => (string)key.GetValue(name)!, StringComparer.OrdinalIgnoreCase))
        ?? [];

    private static T? Read<T>(string path, Func<RegistryKey, T> read)
        where T : class
    {
        try
        {
            using var key = Registry.LocalMachine.OpenSubKey(path);
            return key is null ? null : read(key);
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
