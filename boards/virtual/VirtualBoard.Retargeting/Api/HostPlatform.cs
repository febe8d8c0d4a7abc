using System.Reflection;

namespace VirtualBoard.Retargeting.Api;

/// <summary>The host's base types, and the assembly by which retargeted firmware refers to them.</summary>
/// <remarks>
/// It is the one that implements them: no facade has them all (System.Runtime lacks UTF8Encoding, mscorlib lacks IsExternalInit).
/// Compilers shun it because it is not the same in every version of .NET; an image is made, and kept in caches, for one version.
/// </remarks>
internal static class HostPlatform
{
    /// <summary>The assembly.</summary>
    public static Assembly Core { get; } = typeof(object).Assembly;

    /// <summary>A public type of the host; null when there is none of that name.</summary>
    /// <param name="fullName">Name as reflection writes it, with <c>+</c> before a nested type.</param>
    public static Type? Find(string fullName) => Core.GetType(fullName, throwOnError: false) is { IsVisible: true } type ? type : null;
}
