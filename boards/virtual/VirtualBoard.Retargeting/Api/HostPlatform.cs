using System.Reflection;

namespace VirtualBoard.Retargeting.Api;

/// <summary>
/// The host's base types as retargeted firmware refers to them: by way of <c>mscorlib</c>, the one facade that has them all. It forwards to where every .NET assembly of this
/// process finds them, so that types are the same on both sides whichever assembly implements them.
/// </summary>
internal static class HostPlatform
{
    /// <summary>The assembly that firmware refers to for host types.</summary>
    public static Assembly Facade { get; } = Assembly.Load("mscorlib");

    /// <summary>A public type of the host; null when the facade does not offer it.</summary>
    /// <param name="fullName">Name as reflection writes it, with <c>+</c> before a nested type.</param>
    public static Type? Find(string fullName) =>
        Facade.GetType(fullName, throwOnError: false) is { IsVisible: true } type ? type : null;
}
